#!/bin/sh
# Patches a program that 'jurigged run Shop.java' has live: patch.sh PID. JURIGGED is the command to use.
set -eu
jurigged=${JURIGGED-jurigged}
pid=$1

$jurigged patch "$pid" 'Shop#price' -e 'static int price(int net) { return net * 2; }'
$jurigged patches "$pid"
$jurigged revert "$pid"

$jurigged patch --module "$pid" 'Shop#price' - <<'SOURCE'
static int price(int net) {
    return net + tax(net);
}

static int tax(int net) {
    return net * 19 / 100;
}
SOURCE
$jurigged patches "$pid" 2
$jurigged commit "$pid"
$jurigged status "$pid"
