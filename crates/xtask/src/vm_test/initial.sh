#!/bin/busybox sh
# The first program of the emulated machine: loads the modules, finds the disks, goes on as payload/run.sh.
b=/bin/busybox
$b mount -t proc proc /proc
if $b grep -q hikeshi.trial /proc/cmdline; then
    echo "vm-test: up"
    $b poweroff -f
fi
$b umount /proc
for module in /modules/*.ko; do $b insmod "$module" || echo "could not load $module"; done
$b mount -t devtmpfs dev /dev
$b mount -t ext4 -o noatime /dev/vda /new || exec $b poweroff -f
$b mount -t ext4 -o ro,noatime /dev/vdb /new/payload || exec $b poweroff -f
exec $b switch_root /new /payload/run.sh
