# Arguments: a folder, scripts/install, jcmd, the source of the attacker, an address to ping.
cp -a /etc "$1/etc"
mount --bind "$1/etc" /etc
mount -t tmpfs -o mode=755 tmpfs /mnt
mkdir -m 1777 /mnt/work
JNET_BUILD=never "$2" --no-man --cap --prefix /mnt/usr
cc -o /mnt/attacker "$4"
groups=$(getent group jnet | cut -d: -f3)
as() { setpriv --reuid=65534 --regid=65534 --groups="$groups" --inh-caps=-all "$@"; }
attack() {
  as /mnt/attacker $jvm
  as touch /mnt/work/.attach_pid$jvm /tmp/.attach_pid$jvm
  as kill -QUIT $jvm
  for i in $(seq 20); do sleep 0.1; [ ! -S /tmp/.java_pid$jvm ] || break; done
  [ -S /tmp/.java_pid$jvm ] && echo "socket yes" || echo "socket no"
  as "$1" -J-Dsun.tools.attach.attachTimeout=1000 $jvm JVMTI.agent_load /mnt/none.so >/mnt/work/jcmd 2>&1 &&
    echo "jcmd yes" || echo "jcmd no"
  rm -f /tmp/.attach_pid$jvm /tmp/.java_pid$jvm /mnt/work/.attach_pid$jvm
}
begin() {
  rm -f /mnt/work/targets /mnt/work/answers
  as mkfifo /mnt/work/targets
  (cd /mnt/work; as env JNET_JAVA_OPTS="$3" /mnt/usr/bin/jnet ping --targets targets -v -c 100 -i 0.5) \
    >/mnt/work/answers 2>&1 &
  jvm=
  while [ -z "$jvm" ]; do jvm=$(pgrep -f '^/mnt/usr/lib/jnet/runtime/bin/java' || true); sleep 0.1; done
  # until it waits for the file: the kernel's wait for a FIFO to be opened
  while ! grep -qs '^State:.S' /proc/$jvm/status || ! grep -qs fifo_open /proc/$jvm/task/*/wchan /proc/$jvm/task/*/stack; do
    sleep 0.1
  done
  grep -h ^CapEff: /proc/$jvm/task/*/status | sort -u
  attack "$1"
  echo "-- sending"
  echo "$2" >/mnt/work/targets
  while ! grep -qs ' <- ' /mnt/work/answers; do sleep 0.1; done
  attack "$1"
  kill $jvm
  wait
}
echo "-- member waiting"
begin "$3" "$5" ''
echo "-- stranger waiting"
groups=65534
begin "$3" "$5" -XX:-DisableAttachMechanism
umount /etc /mnt
rm -rf "$1/etc"
