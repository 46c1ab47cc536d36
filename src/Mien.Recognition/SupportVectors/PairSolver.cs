namespace Mien.Recognition.SupportVectors;

/// <summary>
/// LIBSVM's solver (Chang and Lin 2011): sequential minimal optimisation, the two variables of a step chosen by second-order
/// information (Fan, Chen and Lin, "Working set selection using second order information for training SVM", JMLR 2005).
/// The steps are those of <c>svm-train -h 0</c>; LIBSVM's shrinking, which only saves time on large problems, is left out.
/// </summary>
internal sealed class PairSolver
{
    /// <summary>Curvature that a direction without any is given.</summary>
    private const double Tau = 1e-12;

    private readonly PairProblem _problem;
    private readonly double[] _alpha;
    private readonly double[] _gradient;

    private PairSolver(PairProblem problem)
    {
        _problem = problem;
        _alpha = new double[problem.Count];
        _gradient = new double[problem.Count];
        Array.Fill(_gradient, -1);
    }

    /// <summary>Solves a problem.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="tolerance">Largest violation of the optimality conditions that is left.</param>
    /// <exception cref="InvalidOperationException">It does not come to an end; LIBSVM would warn and go on with what it has.</exception>
    public static PairSolution Solve(PairProblem problem, double tolerance)
    {
        var solver = new PairSolver(problem);
        var most = Math.Max(10_000_000, 100L * problem.Count);
        var steps = 0L;
        while (solver.Select(tolerance) is var (i, j))
        {
            if (++steps > most)
            {
                throw new InvalidOperationException(
                    $"the support vector machine does not converge within {most} steps: lower its c, or raise its tolerance"
                );
            }

            solver.Step(i, j);
        }

        return new PairSolution(solver._alpha, solver.Offset(), steps);
    }

    private bool AtTop(int i) => _alpha[i] >= _problem.Prices[i];

    private bool AtBottom(int i) => _alpha[i] <= 0;

    /// <summary>The two variables that promise the largest decrease, or null at the optimum.</summary>
    private (int I, int J)? Select(double tolerance)
    {
        var (i, upper) = SteepestUp();
        if (i < 0)
        {
            return null;
        }

        var (j, lower) = BestPartner(i, upper);
        return j < 0 || upper + lower < tolerance ? null : (i, j);
    }

    /// <summary>i = argmax of -y_i grad_i over the variables that may move up; the last of equals, as LIBSVM takes it.</summary>
    private (int I, double Value) SteepestUp()
    {
        var (best, at) = (double.NegativeInfinity, -1);
        for (var t = 0; t < _problem.Count; t++)
        {
            var positive = _problem.Signs[t] > 0;
            var value = positive ? -_gradient[t] : _gradient[t];
            if (!(positive ? AtTop(t) : AtBottom(t)) && value >= best)
            {
                (best, at) = (value, t);
            }
        }

        return (at, best);
    }

    /// <summary>
    /// j = argmin of -b_ij^2 / a_ij over the variables that may move down and violate with i, where b is the violation and a
    /// the curvature; with it the largest y_j grad_j, by which the optimum is known.
    /// </summary>
    private (int J, double Value) BestPartner(int i, double upper)
    {
        var row = _problem.Row(i);
        var (lower, gain, at) = (double.NegativeInfinity, double.PositiveInfinity, -1);
        for (var t = 0; t < _problem.Count; t++)
        {
            var positive = _problem.Signs[t] > 0;
            if (positive ? AtBottom(t) : AtTop(t))
            {
                continue;
            }

            var value = positive ? _gradient[t] : -_gradient[t];
            lower = Math.Max(lower, value);
            var violation = upper + value;
            if (violation <= 0)
            {
                continue;
            }

            var same = _problem.Signs[i] * _problem.Signs[t];
            var curvature = _problem.Diagonal[i] + _problem.Diagonal[t] - (2.0 * same * row[t]);
            var change = -(violation * violation) / (curvature > 0 ? curvature : Tau);
            if (change <= gain)
            {
                (gain, at) = (change, t);
            }
        }

        return (at, lower);
    }

    /// <summary>Minimises over two variables within their box and brings the gradient up to date.</summary>
    private void Step(int i, int j)
    {
        var rowI = _problem.Row(i);
        var rowJ = _problem.Row(j);
        var (oldI, oldJ) = (_alpha[i], _alpha[j]);
        if (_problem.Signs[i] != _problem.Signs[j])
        {
            MoveOpposite(i, j, rowI[j]);
        }
        else
        {
            MoveAlike(i, j, rowI[j]);
        }

        var (changeI, changeJ) = (_alpha[i] - oldI, _alpha[j] - oldJ);
        for (var t = 0; t < _gradient.Length; t++)
        {
            _gradient[t] += (rowI[t] * changeI) + (rowJ[t] * changeJ);
        }
    }

    /// <summary>Signs differ: a_i - a_j stays; both go up or down together.</summary>
    private void MoveOpposite(int i, int j, double product)
    {
        var (topI, topJ) = (_problem.Prices[i], _problem.Prices[j]);
        var step = (-_gradient[i] - _gradient[j]) / Curvature(i, j, 2 * product);
        var difference = _alpha[i] - _alpha[j];
        var (a, b) = (_alpha[i] + step, _alpha[j] + step);
        if (difference > 0 && b < 0)
        {
            (a, b) = (difference, 0);
        }
        else if (difference <= 0 && a < 0)
        {
            (a, b) = (0, -difference);
        }

        if (difference > topI - topJ && a > topI)
        {
            (a, b) = (topI, topI - difference);
        }
        else if (difference <= topI - topJ && b > topJ)
        {
            (a, b) = (topJ + difference, topJ);
        }

        (_alpha[i], _alpha[j]) = (a, b);
    }

    /// <summary>Signs are alike: a_i + a_j stays; what one gives the other takes.</summary>
    private void MoveAlike(int i, int j, double product)
    {
        var (topI, topJ) = (_problem.Prices[i], _problem.Prices[j]);
        var step = (_gradient[i] - _gradient[j]) / Curvature(i, j, -2 * product);
        var sum = _alpha[i] + _alpha[j];
        var (a, b) = (_alpha[i] - step, _alpha[j] + step);
        if (sum > topI && a > topI)
        {
            (a, b) = (topI, sum - topI);
        }
        else if (sum <= topI && b < 0)
        {
            (a, b) = (sum, 0);
        }

        if (sum > topJ && b > topJ)
        {
            (a, b) = (sum - topJ, topJ);
        }
        else if (sum <= topJ && a < 0)
        {
            (a, b) = (0, sum);
        }

        (_alpha[i], _alpha[j]) = (a, b);
    }

    private double Curvature(int i, int j, double cross)
    {
        var curvature = _problem.Diagonal[i] + _problem.Diagonal[j] + cross;
        return curvature > 0 ? curvature : Tau;
    }

    /// <summary>rho of the decision function: the mean of y grad over free variables, or the middle of its bounds where none is free.</summary>
    private double Offset()
    {
        var (low, high, sum, free) = (double.NegativeInfinity, double.PositiveInfinity, 0.0, 0);
        for (var i = 0; i < _problem.Count; i++)
        {
            var positive = _problem.Signs[i] > 0;
            var value = _problem.Signs[i] * _gradient[i];
            if (!AtTop(i) && !AtBottom(i))
            {
                (sum, free) = (sum + value, free + 1);
            }
            else if (positive == AtTop(i))
            {
                low = Math.Max(low, value);
            }
            else
            {
                high = Math.Min(high, value);
            }
        }

        return free > 0 ? sum / free : (low + high) / 2;
    }
}
