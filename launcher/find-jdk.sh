# Finds a JDK that Trivet can use. Sourced by ./mvnw and by the start script; POSIX sh.
#
#   find_jdk java     a runtime is enough: sets $jdk to its folder
#   find_jdk javac    needs a compiler
#
# Where there is none it prints which ones were seen and what to install, and returns 8.
# JAVA_HOME comes first, then the PATH, then the folders where systems and version managers put JDKs; of those the
# oldest that is new enough, because that is the one Trivet is tested with. Versions are read from the `release`
# file in each JDK: starting every java to ask would take a second.
#
# TRIVET_JDK_ROOTS (folders of JDKs, with : between them) stands in for the usual folders.

oldest_jdk=25

find_jdk() {
    jdk=
    jdk_feature=
    jdks_seen=
    if [ -n "${JAVA_HOME-}" ]; then
        consider_jdk "$JAVA_HOME" "$1"
        [ -z "$jdk" ] || return 0
    fi
    consider_jdk_on_path "$1"
    [ -z "$jdk" ] || return 0
    consider_known_folders "$1"
    [ -z "$jdk" ] || return 0
    say_no_jdk
    return 8
}

# Takes the JDK in folder $1 if it has program $2, is new enough, and older than the one taken before.
consider_jdk() {
    [ -x "$1/bin/java" ] || return 0
    # Every JDK since 9 has the file lib/modules; /usr, the folder above /usr/bin/java, has neither.
    [ -f "$1/lib/modules" ] || [ -f "$1/release" ] || return 0
    read_jdk_version "$1"
    lacks=
    [ -x "$1/bin/$2" ] || lacks=" (has no $2)"
    jdks_seen="$jdks_seen$seen_version$lacks|$1
"
    [ -z "$lacks" ] || return 0
    feature=${seen_version%%[!0-9]*}
    [ "${feature:-0}" -ge "$oldest_jdk" ] || return 0
    [ -z "$jdk" ] || [ "$feature" -lt "$jdk_feature" ] || return 0
    jdk=$1
    jdk_feature=$feature
}

read_jdk_version() { # into $seen_version, without starting a process where there is a release file
    if [ -r "$1/release" ]; then
        while IFS= read -r line; do
            case $line in
            JAVA_VERSION=*)
                line=${line#*=\"}
                seen_version=${line%%\"*}
                return 0
                ;;
            esac
        done < "$1/release"
    fi
    line=$("$1/bin/java" -version 2>&1) || line=
    line=${line#*version \"}
    seen_version=${line%%\"*}
}

consider_jdk_on_path() {
    found=$(command -v "$1" 2>/dev/null) || return 0
    while [ -h "$found" ]; do
        target=$(readlink "$found")
        case $target in
        /*) found=$target ;;
        *) found=${found%/*}/$target ;;
        esac
    done
    case $found in
    /*/bin/*) consider_jdk "${found%/bin/*}" "$1" ;;
    esac
}

consider_known_folders() {
    if [ -n "${TRIVET_JDK_ROOTS-}" ]; then
        rest=$TRIVET_JDK_ROOTS:
        while [ -n "$rest" ]; do
            for folder in "${rest%%:*}"/*; do consider_jdk "$folder" "$1"; done
            rest=${rest#*:}
        done
        return 0
    fi
    home=${HOME:-/nonexistent}
    for folder in \
        /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/java/* /usr/local/openjdk-* /opt/* /opt/java/* /opt/jdk/* \
        /snap/openjdk/current/jdk \
        /Library/Java/JavaVirtualMachines/*/Contents/Home "$home"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        /home/linuxbrew/.linuxbrew/opt/openjdk*/libexec \
        "${SDKMAN_DIR:-$home/.sdkman}"/candidates/java/* \
        "${ASDF_DATA_DIR:-$home/.asdf}"/installs/java/* \
        "${MISE_DATA_DIR:-$home/.local/share/mise}"/installs/java/* \
        "$home"/.jdks/* "$home"/.gradle/jdks/* "$home"/.gradle/jdks/*/Contents/Home \
        "$home"/.jabba/jdk/* "$home"/.jenv/versions/*; do
        consider_jdk "$folder" "$1"
    done
}

list_jdks_seen() { # each once, whatever links lead to it
    printf %s "$jdks_seen" | while IFS="|" read -r version folder; do
        printf '  %s  %s\n' "$version" "$(cd -P -- "$folder" && pwd)"
    done | sort -u
}

say_no_jdk() {
    {
        echo "Trivet needs JDK $oldest_jdk or newer, and found none."
        if [ -n "$jdks_seen" ]; then
            echo "Seen:"
            list_jdks_seen
        else
            echo "No other JDK was seen either."
        fi
        echo "Install one, then start again; a JDK in an unusual folder is found by JAVA_HOME. For example:"
        echo "  Debian, Ubuntu   apt install openjdk-$oldest_jdk-jdk-headless"
        echo "  Fedora           dnf install java-$oldest_jdk-openjdk-devel"
        echo "  macOS            brew install openjdk@$oldest_jdk"
        echo "  anywhere         https://adoptium.net"
    } >&2
}
