#!/bin/sh
# Installs Botyard from a release, with its own Java, without root. Run again, it upgrades; homes are never touched.
# 安装 Botyard：自带 Java，无需 root。再次运行即为升级；绝不改动数据目录。
#
#   sh install.sh                      the newest release 最新版本
#   sh install.sh --archive FILE       an archive of this machine 本机上的安装包
#   sh install.sh --uninstall          removes the program, keeps homes 卸载程序，保留数据
#   sh install.sh --help
set -eu

RELEASES=${BOTYARD_RELEASES:-https://releases.example.org/botyard}

case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in
    zh*) chinese=yes ;;
    *) chinese= ;;
esac

# The sentence in the person's language: ENGLISH CHINESE.
either() {
    if [ -n "$chinese" ]; then
        printf '%s\n' "$2"
    else
        printf '%s\n' "$1"
    fi
}

say() {
    either "$@" >&2
}

fail() {
    say "$@"
    exit 1
}

usage() {
    either "Usage: sh install.sh [OPTION]...

  --archive FILE    install this archive; its hash stands in FILE.sha256 beside it, or is given
  --sha256 HASH     the SHA-256 that the archive must have
  --version V       this version instead of the newest
  --prefix DIR      where the program goes; default: ~/.local/share/botyard, as root /opt/botyard
  --bin DIR         where the command goes; default: ~/.local/bin, as root /usr/local/bin
  --uninstall       remove the program and the command; homes with accounts and plugins stay
  --prepare         unpack and check only, and print the folder; for 'botyard upgrade'
  --switch FOLDER   make an unpacked version the one that starts; for 'botyard upgrade'

BOTYARD_RELEASES is the address that releases are fetched from." "用法：sh install.sh [选项]...

  --archive 文件    安装这个安装包；校验值取自旁边的 文件.sha256，或用下一项给出
  --sha256 校验值   安装包应有的 SHA-256
  --version 版本    安装指定版本，而不是最新版
  --prefix 目录     程序的位置；默认 ~/.local/share/botyard，root 用户为 /opt/botyard
  --bin 目录        命令的位置；默认 ~/.local/bin，root 用户为 /usr/local/bin
  --uninstall       删除程序和命令；账号、插件等数据保留
  --prepare         只解包并检查，输出其目录；供 botyard upgrade 使用
  --switch 目录     把已解包的版本设为当前版本；供 botyard upgrade 使用

BOTYARD_RELEASES 是下载地址。"
}

action=install
archive=
hash=
version=
prefix=
bin=
folder=
while [ $# -gt 0 ]; do
    case $1 in
        --archive | --sha256 | --version | --prefix | --bin | --switch)
            [ $# -gt 1 ] || fail "$1 needs a value." "$1 后面需要一个值。"
            case $1 in
                --archive) archive=$2 ;;
                --sha256) hash=$2 ;;
                --version) version=$2 ;;
                --prefix) prefix=$2 ;;
                --bin) bin=$2 ;;
                --switch) action=switch folder=$2 ;;
            esac
            shift 2
            ;;
        --uninstall) action=uninstall; shift ;;
        --prepare) action=prepare; shift ;;
        -h | --help) usage; exit 0 ;;
        *) fail "Unknown option $1; see --help." "未知选项 $1，请看 --help。" ;;
    esac
done

if [ "$(id -u)" = 0 ]; then
    : "${prefix:=/opt/botyard}" "${bin:=/usr/local/bin}"
else
    [ -n "${HOME:-}" ] || [ -n "$prefix$bin" ] || fail "HOME is not set; give --prefix and --bin." "未设置 HOME，请给出 --prefix 和 --bin。"
    : "${prefix:=${XDG_DATA_HOME:-$HOME/.local/share}/botyard}" "${bin:=$HOME/.local/bin}"
fi
case $prefix in
    /*) ;;
    *) prefix=$(pwd)/$prefix ;;
esac
versions=$prefix/versions
current=$prefix/current
command=$bin/botyard

# Ours is a link to what this script installed; anything else of that name belongs to somebody else.
ours() {
    [ -L "$command" ] && [ "$(readlink "$command")" = "$current/bin/botyard" ]
}

used() {
    # A host names its folder without links. Whole lines: where a terminal is near, they may else be cut at its width.
    physical=$(cd "$1" 2>/dev/null && pwd -P) || physical=$1
    # shellcheck disable=SC2009
    { ps -A -ww -o args= || ps -o args=; } 2>/dev/null | grep -F -- "-Dbotyard.distribution=$physical " | grep -v grep >/dev/null
}

uninstall() {
    [ -d "$versions" ] || fail "There is no Botyard in $prefix." "$prefix 中没有 Botyard。"
    for one in "$versions"/*; do
        ! used "$one" || fail "A host still runs from $one. Stop it first." "仍有主机从 $one 运行，请先停止它。"
    done
    if ours; then
        rm -f "$command"
    fi
    rm -rf "$versions" "$current" "$prefix/former"
    rmdir "$prefix" 2>/dev/null || :
    say "Botyard is removed. Your data stay: ~/.botyard, and every folder that --home or BOTYARD_HOME named." \
        "Botyard 已删除。数据仍保留：~/.botyard，以及用 --home 或 BOTYARD_HOME 指定的目录。"
}

system() {
    case $(uname -s) in
        Linux) os=linux ;;
        Darwin) os=macos ;;
        MINGW* | MSYS* | CYGWIN*)
            fail "On Windows, unpack the archive for Windows and start bin\\botyard.cmd run." "在 Windows 上，请解压 Windows 安装包并运行 bin\\botyard.cmd run。"
            ;;
        *) fail "There is no archive for $(uname -s)." "没有适用于 $(uname -s) 的安装包。" ;;
    esac
    case $(uname -m) in
        x86_64 | amd64) echo "$os-x64" ;;
        aarch64 | arm64) echo "$os-arm64" ;;
        *) fail "There is no archive for $(uname -m)." "没有适用于 $(uname -m) 的安装包。" ;;
    esac
}

# ADDRESS FILE
download() {
    if command -v curl >/dev/null 2>&1; then
        curl -fsSL --retry 2 -o "$2" "$1"
    elif command -v wget >/dev/null 2>&1; then
        wget -q -O "$2" "$1"
    else
        fail "Neither curl nor wget is here; install one, or give --archive." "没有 curl 也没有 wget；请安装其一，或使用 --archive。"
    fi || fail "$1 could not be fetched. BOTYARD_RELEASES names another address, --archive a file of this machine." \
        "无法下载 $1。可用 BOTYARD_RELEASES 指定其他地址，或用 --archive 指定本机文件。"
}

fetch() {
    platform=$(system)
    if [ -z "$version" ]; then
        download "$RELEASES/latest" "$work/latest"
        version=$(tr -d '[:space:]' <"$work/latest")
    fi
    case $version in
        '' | *[!A-Za-z0-9.+_-]*) fail "'$version' is not a version." "'$version' 不是版本号。" ;;
    esac
    name=botyard-$version-$platform.tar.gz
    say "Fetching $RELEASES/$name" "正在下载 $RELEASES/$name"
    archive=$work/$name
    download "$RELEASES/$name" "$archive"
    if [ -z "$hash" ]; then
        download "$RELEASES/$name.sha256" "$archive.sha256"
    fi
}

sum() {
    if command -v sha256sum >/dev/null 2>&1; then
        sha256sum "$1"
    elif command -v shasum >/dev/null 2>&1; then
        shasum -a 256 "$1"
    elif command -v openssl >/dev/null 2>&1; then
        openssl dgst -sha256 -r "$1"
    else
        fail "Neither sha256sum nor shasum nor openssl is here, so the archive cannot be checked." "没有 sha256sum、shasum 或 openssl，无法校验安装包。"
    fi | cut -d ' ' -f 1 | tr 'A-F' 'a-f'
}

check() {
    [ -f "$archive" ] || fail "There is no file $archive." "没有文件 $archive。"
    if [ -z "$hash" ]; then
        [ -f "$archive.sha256" ] || fail "The hash of $archive is not known: put $archive.sha256 beside it or give --sha256." \
            "不知道 $archive 的校验值：请把 $archive.sha256 放在旁边，或用 --sha256 给出。"
        hash=$(cut -d ' ' -f 1 <"$archive.sha256")
    fi
    hash=$(printf '%s' "$hash" | tr 'A-F' 'a-f')
    found=$(sum "$archive")
    [ "$found" = "$hash" ] || fail "$archive is not what it should be: its SHA-256 is $found, expected $hash. Nothing was changed." \
        "$archive 校验失败：SHA-256 为 $found，应为 $hash。没有做任何改动。"
}

# Unpacks into a folder of its own, named by version and hash, and tries it; leaves its name in $folder.
prepare() {
    [ -n "$archive" ] || fetch
    check
    mkdir -p "$versions" || fail "$versions cannot be made; give --prefix." "无法创建 $versions，请给出 --prefix。"
    unpacked=$(mktemp -d "$versions/.new.XXXXXX")
    tar -xzf "$archive" -C "$unpacked" || fail "$archive could not be unpacked." "无法解包 $archive。"
    root=
    for one in "$unpacked"/*; do
        root=$one
    done
    if [ ! -x "$root/bin/botyard" ] || [ ! -d "$root/lib" ]; then
        fail "$archive is not a release of Botyard." "$archive 不是 Botyard 的安装包。"
    fi
    BOTYARD_NO_CACHE=1 "$root/bin/botyard" version >"$work/version" 2>&1 || {
        cat "$work/version" >&2
        fail "The release does not start on this machine; see above. Nothing was changed." "此版本无法在本机启动，原因见上。没有做任何改动。"
    }
    folder=$versions/$(basename "$root")-$(printf '%.8s' "$hash")
    # What is there already may have been damaged; but a host that runs keeps its files.
    if [ ! -d "$folder" ] || ! used "$folder"; then
        rm -rf "$folder"
        mv "$root" "$folder"
    fi
    rm -rf "$unpacked"
    unpacked=
}

# In one step: whoever starts Botyard meanwhile gets the one or the other.
point() {
    ln -s "$2" "$1.new.$$"
    mv -T "$1.new.$$" "$1" 2>/dev/null || mv -h "$1.new.$$" "$1" 2>/dev/null || {
        rm -f "$1"
        mv "$1.new.$$" "$1"
    }
}

switch() {
    case $folder in
        "$versions"/*) ;;
        *) fail "$folder is not one of the versions in $versions." "$folder 不是 $versions 中的版本。" ;;
    esac
    [ -x "$folder/bin/botyard" ] || fail "There is no Botyard in $folder." "$folder 中没有 Botyard。"
    if [ -L "$current" ] && [ "$(readlink "$current")" != "$folder" ]; then
        point "$prefix/former" "$(readlink "$current")"
    fi
    point "$current" "$folder"
    # The one before stays for the way back; older ones go, unless a host still runs from them.
    for one in "$versions"/*; do
        case $one in
            "$folder" | "$(readlink "$prefix/former" 2>/dev/null || :)") ;;
            *) used "$one" || rm -rf "$one" ;;
        esac
    done
}

work=
unpacked=
# shellcheck disable=SC2317
clean() {
    [ -z "$work" ] || rm -rf "$work"
    [ -z "$unpacked" ] || rm -rf "$unpacked"
}
trap clean EXIT
trap 'exit 1' HUP INT TERM
work=$(mktemp -d)

case $action in
    uninstall) uninstall ;;
    switch) switch ;;
    prepare)
        prepare
        echo "$folder"
        ;;
    install)
        if [ -e "$command" ] || [ -L "$command" ]; then
            ours || fail "$command is something else; remove it, or give --bin." "$command 是别的文件；请先删除它，或给出 --bin。"
        fi
        before=$(readlink "$current" 2>/dev/null || :)
        prepare
        switch
        mkdir -p "$bin"
        ours || ln -s "$current/bin/botyard" "$command"
        say "$(head -n 1 "$work/version") is installed in $folder." "$(head -n 1 "$work/version") 已安装到 $folder。"
        if [ -n "$before" ] && [ "$before" != "$folder" ] && used "$before"; then
            say "A host still runs the former version; restart it." "仍有主机在运行旧版本，请重启它。"
        fi
        case :${PATH:-}: in
            *:"$bin":*) say "Start it with: botyard run" "启动：botyard run" ;;
            *)
                say "Start it with: $command run" "启动：$command run"
                say "$bin is not on your PATH; this adds it: export PATH=\"$bin:\$PATH\"" "$bin 不在 PATH 中；加入它：export PATH=\"$bin:\$PATH\""
                ;;
        esac
        ;;
esac
