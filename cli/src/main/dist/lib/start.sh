# What bin/jurigged and the scripts of the source tree share: finding a JDK, and starting. Sourced, never run.

# The oldest Java that jurigged runs on.
oldest_java=17

# Prints the file at the end of a chain of symbolic links. (Not every readlink knows -f.)
end_of_links() {
  end=$1
  while [ -h "$end" ]; do
    link=$(readlink "$end")
    case $link in
      /*) end=$link ;;
      *) end=$(dirname "$end")/$link ;;
    esac
  done
  printf '%s\n' "$end"
}

# Sets java_home to a JDK that is new enough, or says in one sentence why there is none, and exits.
find_java() {
  if [ -z "${JAVA_HOME-}" ]; then
    at_home='JAVA_HOME is not set'
  elif is_new_jdk "$JAVA_HOME"; then
    java_home=$JAVA_HOME
    return
  else
    at_home="JAVA_HOME ($JAVA_HOME) $shortcoming"
  fi
  if ! on_path=$(command -v java); then
    on_path='there is no java on the PATH'
  elif java_home=$(home_of "$on_path") && is_new_jdk "$java_home"; then
    return
  else
    on_path="the java on the PATH ($on_path) ${shortcoming:-does not tell its home}"
  fi
  echo "jurigged needs a JDK, $oldest_java or later: $at_home, and $on_path." \
    'Install one and set JAVA_HOME to its folder.' >&2
  exit 1
}

# Prints the home of a java program; asks it where it is only a stand-in for the real one (macOS, jenv, asdf).
home_of() {
  home_of=$(dirname "$(end_of_links "$1")")/..
  if [ ! -f "$home_of/release" ]; then
    home_of=$("$1" -XshowSettings:properties -version 2>&1 </dev/null | sed -n 's/^ *java\.home = //p')
  fi
  [ -n "$home_of" ] && (cd -P "$home_of" && pwd)
}

# Whether a folder is a JDK that is new enough; shortcoming says what is wrong with it when not.
is_new_jdk() {
  shortcoming=
  if [ ! -x "$1/bin/java" ]; then
    shortcoming='has no bin/java'
  elif ! version=$(java_version "$1"); then
    shortcoming='does not tell its version'
  elif [ "$version" -lt "$oldest_java" ]; then
    shortcoming="is Java $version"
  elif [ ! -x "$1/bin/javac" ]; then
    shortcoming='has no compiler'
  fi
  [ -z "$shortcoming" ]
}

# Prints the feature number of the Java in a folder: 8 for 1.8.0_402, 17 for 17.0.15.
java_version() {
  said=
  if [ -f "$1/release" ]; then
    while IFS='=' read -r name value; do
      [ "$name" != JAVA_VERSION ] || said=$value
    done <"$1/release"
  fi
  [ -n "$said" ] || said=$("$1/bin/java" -version 2>&1 </dev/null | sed -n 's/.* version \(".*"\).*/\1/p')
  said=${said#\"}
  said=${said#1.}
  said=${said%%[!0-9]*}
  [ -n "$said" ] && echo "$said"
}

# Becomes jurigged. Wants java_home, home (lib is in it) and archives (a folder for class-data archives, or nothing).
start() {
  tty_in=false tty_out=false tty_err=false
  [ ! -t 0 ] || tty_in=true
  [ ! -t 1 ] || tty_out=true
  [ ! -t 2 ] || tty_err=true
  set -- "-Djurigged.home=$home" "-Djurigged.tty.in=$tty_in" "-Djurigged.tty.out=$tty_out" \
    "-Djurigged.tty.err=$tty_err" -jar "$home/lib/jurigged.jar" "$@"
  if [ -n "$archives" ]; then
    name_archive
    if [ -s "$archive" ]; then
      set -- "-XX:SharedArchiveFile=$archive" "$@"
    elif [ ! -e "$archive" ]; then
      # Nobody waits for it, nobody hears it, and it is no child of the JVM that this process becomes.
      (make_archive </dev/null >/dev/null 2>&1 &)
    fi
  fi
  # shellcheck disable=SC2086 # Several options, as java reads those of JDK_JAVA_OPTIONS.
  exec "$java_home/bin/java" "@$home/lib/jvm.options" ${JURIGGED_JAVA_OPTIONS-} "$@"
}

# Sets archive to the file that fits this Java and this jurigged, whether it is there or not.
name_archive() {
  archive=$(cksum "$java_home/release" "$home/lib/jurigged.jar")
  archive=$(printf '%s' "$archive" | cksum)
  archive=$archives/jurigged-${archive%% *}.jsa
}

# Makes the class-data archive (JEP 350), which halves the time to start: a session that uses jurigged as a person does,
# at whose end the JVM writes down the classes it loaded. An empty file says that this Java can't, so that no start tries again.
make_archive() {
  find "$archives" \( -name '*.lock' -mtime +1 -o -name '*.jsa' -mtime +90 \) -exec rm -rf {} + 2>/dev/null
  mkdir -p "$archives" && mkdir "$archive.lock" || return
  nice "$java_home/bin/java" "@$home/lib/jvm.options" "-XX:ArchiveClassesAtExit=$archive.lock/jsa" \
    -jar "$home/lib/jurigged.jar" warm-up || : >"$archive.lock/jsa"
  mv -f "$archive.lock/jsa" "$archive"
  rmdir "$archive.lock"
}
