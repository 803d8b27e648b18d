# What bin/jurigged and the scripts of the source tree share: finding a JDK, and starting. Sourced, never run.
# Variables begin with j_: a name that the user exports would reach the program with our value.

# The oldest Java that jurigged runs on.
j_oldest=17

# Prints the file at the end of a chain of symbolic links. (Not every readlink knows -f.)
end_of_links() {
  j_end=$1
  while [ -h "$j_end" ]; do
    j_link=$(readlink "$j_end")
    case $j_link in
      /*) j_end=$j_link ;;
      *) j_end=${j_end%/*}/$j_link ;;
    esac
  done
  printf '%s\n' "$j_end"
}

# Sets j_jdk to a JDK that is new enough, or says in one sentence why there is none, and exits.
find_java() {
  if [ -z "${JAVA_HOME-}" ]; then
    j_at_home='JAVA_HOME is not set'
  elif is_new_jdk "$JAVA_HOME"; then
    j_jdk=$JAVA_HOME
    return
  else
    j_at_home="JAVA_HOME ($JAVA_HOME) $j_shortcoming"
  fi
  j_shortcoming=
  if ! j_on_path=$(command -v java); then
    j_on_path='there is no java on the PATH'
  elif j_jdk=$(home_of "$j_on_path") && is_new_jdk "$j_jdk"; then
    return
  else
    j_on_path="the java on the PATH ($j_on_path) ${j_shortcoming:-does not tell its home}"
  fi
  echo "jurigged needs a JDK, $j_oldest or later: $j_at_home, and $j_on_path." \
    'Install one and set JAVA_HOME to its folder.' >&2
  exit 1
}

# Prints the home of a java program; asks it where it is only a stand-in for the real one (macOS, jenv, asdf).
home_of() {
  j_end=$(end_of_links "$1")
  j_end=${j_end%/*}/..
  if [ ! -f "$j_end/release" ]; then
    j_end=$("$1" -XshowSettings:properties -version 2>&1 </dev/null | sed -n 's/^ *java\.home = //p')
  fi
  [ -n "$j_end" ] && (CDPATH='' cd -P -- "$j_end" && pwd)
}

# Whether a folder is a JDK that is new enough; j_shortcoming says what is wrong with it when not.
is_new_jdk() {
  j_shortcoming=
  if [ ! -x "$1/bin/java" ]; then
    j_shortcoming='has no bin/java'
  elif ! j_version=$(java_version "$1"); then
    j_shortcoming='does not tell its version'
  elif [ "$j_version" -lt "$j_oldest" ]; then
    j_shortcoming="is Java $j_version"
  elif [ ! -x "$1/bin/javac" ]; then
    j_shortcoming='has no compiler'
  fi
  [ -z "$j_shortcoming" ]
}

# Prints the feature number of the Java in a folder: 8 for 1.8.0_402, 17 for 17.0.15.
java_version() {
  j_said=
  if [ -f "$1/release" ]; then
    while IFS='=' read -r j_name j_value; do
      [ "$j_name" != JAVA_VERSION ] || j_said=$j_value
    done <"$1/release"
  fi
  [ -n "$j_said" ] || j_said=$("$1/bin/java" -version 2>&1 </dev/null | sed -n 's/.* version \(".*"\).*/\1/p')
  j_said=${j_said#\"}
  j_said=${j_said#1.}
  j_said=${j_said%%[!0-9]*}
  [ -n "$j_said" ] && echo "$j_said"
}

# Becomes jurigged. Wants j_jdk, j_home (lib is in it) and j_archives (a folder for class-data archives, or nothing).
start() {
  j_tty_in=false j_tty_out=false j_tty_err=false
  [ ! -t 0 ] || j_tty_in=true
  [ ! -t 1 ] || j_tty_out=true
  [ ! -t 2 ] || j_tty_err=true
  set -- "-Djurigged.home=$j_home" "-Djurigged.tty.in=$j_tty_in" "-Djurigged.tty.out=$j_tty_out" \
    "-Djurigged.tty.err=$j_tty_err" -jar "$j_home/lib/jurigged.jar" "$@"
  if [ -n "$j_archives" ]; then
    name_archive
    if [ -s "$j_archive" ]; then
      set -- "-XX:SharedArchiveFile=$j_archive" "$@"
    elif [ ! -e "$j_archive" ]; then
      # Nobody waits for it, nobody hears it, and it is no child of the JVM that this process becomes.
      (make_archive </dev/null >/dev/null 2>&1 &)
    fi
  fi
  j_pages=
  ! has_large_pages || j_pages=-XX:+UseTransparentHugePages
  # shellcheck disable=SC2086 # Several options, as java reads those of JDK_JAVA_OPTIONS.
  exec "$j_jdk/bin/java" "@$j_home/lib/jvm.options" $j_pages ${JURIGGED_JAVA_OPTIONS-} "$@"
}

# Whether this system gives large pages to who asks for them: then saves take less time. Only a JVM on Linux can ask.
has_large_pages() {
  j_system=/sys/kernel/mm/transparent_hugepage/enabled
  j_said=
  [ ! -r "$j_system" ] || read -r j_said <"$j_system"
  case $j_said in
    *'[always]'* | *'[madvise]'*) true ;;
    *) false ;;
  esac
}

# Sets j_archive to the file that fits this Java and this jurigged, whether it is there or not.
name_archive() {
  j_sum=$j_home/lib/jurigged.sum
  [ -f "$j_sum" ] || j_sum=$j_home/lib/jurigged.jar
  j_archive=$(cksum "$j_jdk/release" "$j_sum")
  j_archive=$(printf '%s' "$j_archive" | cksum)
  j_archive=$j_archives/jurigged-${j_archive%% *}.jsa
}

# Makes the class-data archive (JEP 350), which halves the time to start: a session that uses jurigged as a person does,
# at whose end the JVM writes down the classes it loaded. An empty file says that this Java can't, so that no start tries again.
make_archive() {
  find "$j_archives" \( -name '*.lock' -mtime +1 -o -name '*.jsa' -mtime +90 \) -exec rm -rf {} + 2>/dev/null
  mkdir -p "$j_archives" && mkdir "$j_archive.lock" || return
  if ! nice "$j_jdk/bin/java" "@$j_home/lib/jvm.options" "-XX:ArchiveClassesAtExit=$j_archive.lock/jsa" \
    -jar "$j_home/lib/jurigged.jar" warm-up; then
    rm -f "$j_archive.lock/jsa"
    : >"$j_archive.lock/jsa"
  fi
  mv -f "$j_archive.lock/jsa" "$j_archive"
  rmdir "$j_archive.lock"
}
