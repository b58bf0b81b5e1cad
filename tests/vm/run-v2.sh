#!/bin/sh
# Runs a command in a virtual machine whose kernel has control groups of version 2 only, on this machine's own files.
#
#   tests/vm/run-v2.sh KERNEL_PACKAGE_DIR SCRIPT
#
# KERNEL_PACKAGE_DIR is an unpacked Debian kernel (apt-get download linux-image-...; dpkg -x it). SCRIPT is run by root of
# the machine; what it prints comes out here, and so does its exit code. It sees the host's root folder read-only with a
# layer in memory above, so it changes nothing outside; /tmp and /run are its own. Needs qemu-system-x86, busybox-static,
# kmod, cpio and /dev/kvm. Where machines in machines do not work, ACCEL=tcg emulates one. Its clock then goes with the
# instructions it carried out, not with ours: a minute of its time takes several of ours, but to the programs inside it is
# merely some four times slower than this one, and limits of time mean something. What is too tight even so gets
# ELLA_SLOWNESS, by which the tests stretch their limits. Not part of CI.
#
# A SCRIPT for the sandbox's tests, as root, with what systemd would do first:
#
#   echo "+memory +pids +cpu" > /sys/fs/cgroup/cgroup.subtree_control
#   export PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root
#   dotnet /path/to/EllaAI.Sandbox.Tests.dll -noColor -reporter verbose -failSkips -namespace EllaAI.Sandbox.Tests.Attacks
#
# /path/to is a copy of the built tests outside /tmp, so that nobody changes it meanwhile. Linux 6.12, emulated, as root: all
# 93 attacks passed, in 18 minutes of ours.
set -eu
[ $# -eq 2 ] || { echo "usage: $0 KERNEL_PACKAGE_DIR SCRIPT" >&2; exit 2; }
kernel=$1
script=$(realpath "$2")
busybox=${BUSYBOX:-/bin/busybox}
accel=${ACCEL:-kvm}
clock=
[ "$accel" != tcg ] || clock="-icount shift=0"
image=$(ls "$kernel"/boot/vmlinuz-*)
version=${image##*/vmlinuz-}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir -p "$work/root/bin" "$work/root/modules" "$work/root/host" "$work/root/layer" "$work/root/new"
cp "$busybox" "$work/root/bin/busybox"
[ -e "$kernel/lib/modules/$version/modules.dep" ] || depmod -b "$kernel" "$version"
for module in virtio_pci 9pnet_virtio 9p overlay; do
    modprobe -d "$kernel" -S "$version" --show-depends "$module" 2>/dev/null || true
done | awk '$1 == "insmod" { print $2 }' | awk '!seen[$0]++' > "$work/list"
while read -r module; do
    cp "$module" "$work/root/modules/"
    echo "${module##*/}" >> "$work/root/modules/order"
done < "$work/list"

cat > "$work/root/init" <<'INIT'
#!/bin/busybox sh
export PATH=/bin
/bin/busybox --install -s /bin
mkdir -p /proc /sys && mount -t proc proc /proc && mount -t sysfs sys /sys
while read -r module; do case $module in *.xz) xz -dc /modules/$module > /m.ko ;; *) cp /modules/$module /m.ko ;; esac; insmod /m.ko; done < /modules/order
mount -t 9p -o trans=virtio,version=9p2000.L,msize=524288,cache=loose,ro root /host
mount -t tmpfs -o size=50% layer /layer && mkdir /layer/upper /layer/work
mount -t overlay -o lowerdir=/host,upperdir=/layer/upper,workdir=/layer/work overlay /new
cd /new
mount -t proc proc proc && mount -t sysfs sys sys && mount -t devtmpfs dev dev
mkdir -p dev/pts dev/shm && mount -t devpts pts dev/pts && mount -t tmpfs shm dev/shm && mount -t tmpfs run run && mount -t tmpfs tmp tmp
chmod 1777 tmp dev/shm
mount -t cgroup2 cgroup sys/fs/cgroup
ip link set lo up
cp /script run/script
exec switch_root /new /bin/sh -c 'sh /run/script; echo "exit code $?"; sync; echo o > /proc/sysrq-trigger; sleep 60'
INIT
chmod +x "$work/root/init"
cp "$script" "$work/root/script"
(cd "$work/root" && find . | cpio -o -H newc --quiet | gzip -1) > "$work/initrd"

qemu-system-x86_64 -machine "q35,accel=$accel" $clock -cpu max -smp "${CPUS:-2}" -m "${MEMORY:-6G}" -nographic -no-reboot -nodefaults -serial stdio -net none \
    -kernel "$image" -initrd "$work/initrd" -append "console=ttyS0 quiet panic=-1 cgroup_no_v1=all" \
    -virtfs "local,path=/,mount_tag=root,security_model=none,readonly=on,multidevs=remap" < /dev/null | stdbuf -o0 tr -d '\r' | tee "$work/said"
exit "$(sed -n 's/^exit code \([0-9]*\)$/\1/p' "$work/said" | tail -1 | grep . || echo 1)"
