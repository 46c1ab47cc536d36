#!/usr/bin/env bash
# Draws the two reports that README and guide show, of made-up faces, as PNG beside this script. Needs Chromium.
#
#   docs/pictures/reports.sh [FOLDER]      FOLDER keeps the reports themselves; a temporary one otherwise
set -euo pipefail
pictures=$(cd "$(dirname "$0")" && pwd)
cd "$pictures/../.."
work=${1:-$(mktemp -d)}

shoot() { # PAGE PICTURE WIDTH,HEIGHT
  chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --user-data-dir="$work/chromium" \
    --window-size="$3" --screenshot="$pictures/$2" "file://$1" >/dev/null 2>&1
}

./mien demo --out "$work/demo"
shoot "$work/demo/report.html" demo-report.png 1200,1250

./mien generate --long --videos 2 --seed 502 --seconds 20-20 --micro 20 --fps 30 --out "$work/films"
./mien analyze "$work/films/long002.avi" --model models/made-up-motion-video.safetensors --out "$work/analysis"
shoot "$work/analysis/report.html" analysis-report.png 985,1930
