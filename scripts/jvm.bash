# How jnet's JVM is started: what scripts/jnet and an installed jnet have in common.
#
# It runs before every answer, and forks nothing.

# Sets options to those of a JVM of this version; JNA's native parts lie in a folder.
jvm_options() {
  local major=$1 native=$2
  options=(
    # The default; said here, the JVM does not read all of java.security to find it.
    -Djdk.includeInExceptions=hostInfoExclSocket
    # What is called by reflection is called once or twice: to make code for it would take longer.
    -Djdk.reflect.useNativeAccessorOnly=true
    # An answer takes less time than the second compiler needs to be of use.
    -XX:TieredStopAtLevel=1
    # Nor is most of what is compiled in the first tenth of a second run often enough afterwards.
    -XX:CompileThresholdScaling=10
    # By default a heap begins with a 64th of the memory, all of which is used before anything is collected.
    -Xms16m
    # No question needs more, also about thousands of targets, and no network may make one take more.
    -Xmx128m
    # No file in /tmp for each run.
    -XX:-UsePerfData
    # Nobody loads code into a JVM that may send and capture what its user may not (src/main/docs/security.md).
    -XX:+DisableAttachMechanism
    # Neither the heap nor the number of threads depends on what a container is given.
    -XX:-UseContainerSupport
    -Xshare:auto
    # Not a word of the JVM among the answers on stdout, such as that it found too few descriptors.
    -Xlog:disable -Xlog:all=error:stderr
  )
  if ((major >= 22)); then
    # The collector that has no threads of its own.
    options+=(-XX:+UseSerialGC --enable-native-access=ALL-UNNAMED)
  else
    # Up to 17 the heap objects of the JDK's own archive are mapped for G1 only.
    options+=(-XX:+UseG1GC)
  fi
  find_platform
  if [[ -d $native/$platform ]]; then
    # Nor does JNA look for what earlier runs unpacked, which would take a folder that can be written.
    options+=("-Djna.boot.library.path=$native/$platform" -Djna.nounpack=true)
  fi
  name_libpcap
}

# Sets platform to JNA's name for this machine.
find_platform() {
  case $HOSTTYPE in
    x86_64) platform=linux-x86-64 ;;
    i?86) platform=linux-x86 ;;
    powerpc64le) platform=linux-ppc64le ;;
    *) platform=linux-$HOSTTYPE ;;
  esac
}

# Sets libpcap to the library's full path, or to nothing, and tells the JVM: otherwise JNA runs ldconfig to look for it.
name_libpcap() {
  local folder
  local -a files
  libpcap=
  for folder in "/usr/lib/$HOSTTYPE-linux-gnu" "/lib/$HOSTTYPE-linux-gnu" /usr/lib64 /lib64 /usr/lib /lib /usr/local/lib; do
    # Under the names that it has; a pattern has bash read the whole folder.
    files=("$folder/libpcap.so.0.8")
    [[ -e ${files[0]} ]] || files=("$folder/libpcap.so.1")
    [[ -e ${files[0]} || ! -e $folder/libpcap.so ]] || files=("$folder"/libpcap.so.[0-9]*)
    if [[ -e ${files[0]} ]]; then
      libpcap=${files[0]}
      options+=("-Djnet.libpcap=$libpcap" "-Djna.platform.library.path=${libpcap%/*}")
      return
    fi
  done
}

# Adds the archive of classes to the options.
use_archive() {
  # Not a word about one that does not fit after all: it is only slower.
  options+=("-XX:SharedArchiveFile=$1" "-Xlog:cds*=off:stderr")
  # At the place that it was made for, it needs no change as it is mapped.
  options+=(-XX:+UnlockDiagnosticVMOptions -XX:+IgnoreUnrecognizedVMOptions -XX:ArchiveRelocationMode=0)
}

# Whether the arguments ask for TLS secrets (walk --keys), to which the JDK has no public way; opens it then.
open_secrets() {
  case " $* " in
    *' --keys'[\ =]*) options+=(--add-opens=java.base/sun.security.ssl=ALL-UNNAMED) ;;
    *) return 1 ;;
  esac
}

# Adds a jar, and the libraries beside it, to the options. The JVM's own loader loads them, which takes it half as long
# as the application's, written in Java, would; that one has the jar as well, for who looks for resources there.
class_path() {
  local folder=${1%/*}/lib names=
  read -r names <"$folder/names"
  options+=("-Xbootclasspath/a:$1:${names//@/$folder}" -cp "$1")
}

# Makes the archive of a jar, and tries it: train_archive JAVA JAR ARCHIVE
train_archive() {
  local list=$3.list
  local -a options=("${options[@]}")
  class_path "$2"
  "$1" "${options[@]}" "-XX:DumpLoadedClassList=$list" dev.jnet.app.Training &&
    "$1" "${options[@]}" -Xshare:dump "-XX:SharedClassListFile=$list" "-XX:SharedArchiveFile=$3" &&
    check_archive "$1" "$3"
}

# Whether the JVM can use an archive, and it is as it was made; with the jar in the options: check_archive JAVA ARCHIVE
check_archive() {
  "$1" "${options[@]}" -Xshare:on -XX:+UnlockDiagnosticVMOptions -XX:+VerifySharedSpaces \
    "-XX:SharedArchiveFile=$2" dev.jnet.app.Main --version
}

# Whether the JVM cannot use an archive, and could start without it: is_damaged JAVA ARCHIVE
#
# Where descriptors or memory are short, nothing is learnt about the archive.
is_damaged() {
  local files
  files=$(ulimit -n)
  [[ $files == unlimited ]] || ((files >= 64)) || return 1
  ! check_archive "$1" "$2" && "$1" "${options[@]}" -Xshare:off dev.jnet.app.Main --version
}

# Throws an archive away that is damaged, and is false then: guard_archive JAVA JAR ARCHIVE
#
# To check it before each start would take as long as it saves. So each start leaves a note, to which jnet adds when it
# has come to its end. Where the run before has not, though its process is gone, it may have died of the archive.
guard_archive() {
  local note=$3.run run='' end=''
  [[ -w ${3%/*} ]] || return 0 # only who may throw it away need know
  if [[ -e $note ]]; then
    {
      read -rn 20 run
      read -rn 5 end
    } <"$note"
    if [[ -z $end && ! -d /proc/$run ]] && (class_path "$2" && is_damaged "$1" "$3") >/dev/null 2>&1 </dev/null; then
      rm -f "$3" "$note"
      return 1
    fi
  fi
  if { printf '%s\n' $$ >"$note"; } 2>/dev/null; then
    options+=("-Djnet.run=$note")
  fi
}

# Whether these arguments start an HTTP server (exporter, or mesh serve).
serves_http() {
  [[ ${1:-} == exporter || (${1:-} == mesh && " $* " == *" serve "*) ]]
}

# Starts the JVM in place of this shell: become_jvm HOME JAR ARGUMENT...
become_jvm() {
  local home=$1 jar=$2
  shift 2
  case " $* " in
    # For many targets it is worth it to compile early: a thousand take a fifth less processor time than with 2. One
    # target takes 20 ms more, on another processor than the one that asks.
    *' --targets'[\ =]*) options+=(-XX:CompileThresholdScaling=0.3) ;;
    # An agent of a mesh stays: in its first round it takes a third less processor time than with 10.
    ' mesh agent '*) options+=(-XX:CompileThresholdScaling=1) ;;
    # A capture has millions of frames: the second compiler makes reading them three times as fast. The serial collector
    # takes a third less processor time than G1, and 70 MB less memory (4.3 million frames, one processor, JDK 17 and 25:
    # 3.6 s and 127 MB, with G1 5.8 s and 200 MB).
    ' read '*) options+=(-XX:TieredStopAtLevel=4 -XX:CompileThresholdScaling=1 -XX:-UseG1GC -XX:+UseSerialGC) ;;
  esac
  # Split at spaces, as the description says.
  # shellcheck disable=SC2206
  options+=(${JNET_JAVA_OPTS:-})
  # Bash learns how wide the terminal is when a command has ended; the JVM could only ask natively.
  if [[ -z ${COLUMNS:-} && -t 1 ]]; then
    shopt -s checkwinsize
    (:)
    export COLUMNS
  fi
  if serves_http "$@"; then
    # The JVM's own loader does not see the JDK's HTTP server. The jar names its libraries.
    options+=(-cp "$jar")
  else
    class_path "$jar"
  fi
  exec "$home/bin/java" "${options[@]}" dev.jnet.app.Main "$@"
}
