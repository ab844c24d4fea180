#!/bin/sh
# Makes the documents of this folder again, with Debian's libreoffice-writer-nogui (and
# hyphen-en-gb), groff, poppler-utils, imagemagick, qpdf and zip. They are kept in the repository,
# so that tests read what real programs wrote and need none of these.
set -e
cd "$(dirname "$0")"
for kind in pdf docx odt epub; do
  soffice --headless --convert-to "$kind" harbour.fodt
done
zip -d harbour.odt Thumbnails/thumbnail.png
groff -Tpdf -P-pa4 -ms notice.ms > notice.pdf
# A scan: a picture of a page. One with a password, and one that opens without.
pdftoppm -r 45 -gray -png notice.pdf scan
convert scan-1.png scan.pdf
rm scan-1.png
qpdf --encrypt secret owner 256 -- notice.pdf locked.pdf
qpdf --encrypt "" owner 256 -- notice.pdf unlocked.pdf
