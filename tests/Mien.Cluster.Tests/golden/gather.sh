#!/bin/bash
# cabm, loso: gathers round 2
#SBATCH --job-name=mien-loso-0123abcd
#SBATCH --nodes=1
#SBATCH --ntasks=1
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --partition=short
#SBATCH --account=lab
#SBATCH --qos=normal
#SBATCH --output="/runs/loso/cluster/logs/gather-%j.log"
#SBATCH --cpus-per-task=1
#SBATCH --time=4:00:00
#SBATCH --mem=4G
#SBATCH --constraint=avx512
module load dotnet/10
exec '/opt/my programs/mien' evaluate --data '/data/it'\''s here' --seeds 1,2,3 --out /runs/loso --finish --threads 1
