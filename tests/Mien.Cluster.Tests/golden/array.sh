#!/bin/bash
# cabm, loso: round 2
#SBATCH --job-name=mien-loso-0123abcd
#SBATCH --nodes=1
#SBATCH --ntasks=1
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --partition=short
#SBATCH --account=lab
#SBATCH --qos=normal
#SBATCH --array=0-11%8
#SBATCH --output="/runs/loso/cluster/logs/%A_%a.log"
#SBATCH --signal=B:USR2@180
#SBATCH --cpus-per-task=2
#SBATCH --time=4:00:00
#SBATCH --mem=4G
#SBATCH --gres=gpu:1
#SBATCH --constraint=avx512
module load dotnet/10
# exec: Slurm's warning before the time limit must reach mien, and a shell in between would die of it
exec '/opt/my programs/mien' evaluate --data '/data/it'\''s here' --seeds 1,2,3 --out /runs/loso --units /runs/loso/cluster/rounds/002/array-1.txt --task "$SLURM_ARRAY_TASK_ID" --threads 2
