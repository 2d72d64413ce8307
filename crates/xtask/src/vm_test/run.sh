#!/bin/sh
# Runs in the emulated machine as its first process: mounts what an ordinary machine has, then runs each of
# /payload/jobs. `vm-test:` at the beginning of a line is for whoever started the machine.
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root
mount -t proc -o nosuid,nodev,noexec proc /proc
mount -t sysfs -o nosuid,nodev,noexec sys /sys
mount -t devtmpfs dev /dev
mkdir -p /dev/pts /dev/shm
mount -t devpts devpts /dev/pts
mount -t tmpfs -o nosuid,nodev tmpfs /dev/shm
mount -t tmpfs -o nosuid,nodev,mode=755 tmpfs /run
ln -sf /proc/self/fd /dev/fd
chmod 1777 /tmp
busybox ifconfig lo 127.0.0.1 up
busybox hostname vm

layout=v2
for word in $(cat /proc/cmdline); do
    case $word in hikeshi.cgroup=*) layout=${word#*=} ;; esac
done
version_1() {
    mount -t tmpfs -o mode=755 tmpfs /sys/fs/cgroup
    for controller in memory cpu cpuacct pids freezer; do
        mkdir "/sys/fs/cgroup/$controller"
        mount -t cgroup -o "$controller" cgroup "/sys/fs/cgroup/$controller"
    done
}
case $layout in
v2) mount -t cgroup2 cgroup2 /sys/fs/cgroup ;;
hybrid)
    version_1
    mkdir /sys/fs/cgroup/unified
    mount -t cgroup2 cgroup2 /sys/fs/cgroup/unified
    ;;
v1) version_1 ;;
esac
echo "Linux $(uname -r), control groups: $layout"
if [ "$layout" = v2 ]; then echo "controllers: $(cat /sys/fs/cgroup/cgroup.controllers)"; fi

failed=0
while read -r job; do
    echo "vm-test: job $job"
    timeout -k 10 1200 sh -c "$job" </dev/null || { echo "vm-test: FAILED $job"; failed=1; }
    echo "vm-test: at $(cut -d' ' -f1 /proc/uptime) s"
done </payload/jobs
echo "vm-test: result $failed"
sync
exec busybox poweroff -f
