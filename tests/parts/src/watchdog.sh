# Runs a server and ends it when its standard input closes: then whoever wanted it is gone, in whatever way.
#
# Arguments: the folder that is removed in the end, the signal that ends the server then, the server's command line.
# Reads:     "run" answers with the process id; "end SIGNAL" answers "ended" once all its processes are gone.
folder=$1 last=$2
shift 2
pid=

# Nobody may hear the answers any more; the server is told nothing of that.
trap '' PIPE

alive() { grep -qs '^State:.[^ZX]' "/proc/$1/status"; }

# The server's processes: its session, which also holds what outlived its parent, and what came from its first one.
family() {
    for stat in /proc/[0-9]*/stat; do
        read -r line <"$stat" || continue
        rest=${line##*) } process=${line%% *}
        parent=${rest#? } parent=${parent%% *}
        session=${rest#? * * } session=${session%% *}
        case $pid in "$parent" | "$session") alive "$process" && echo "$process" ;; esac
    done 2>/dev/null
}

run() {
    (trap - PIPE && exec setsid "$@") </dev/null >>"$folder/log" 2>&1 &
    pid=$!
}

end() {
    [ -n "$pid" ] || return 0
    if [ "$1" = KILL ]; then kill -KILL $(family) 2>/dev/null; else kill "-$1" "$pid" 2>/dev/null; fi
    turns=0
    while alive "$pid" && [ $turns -lt 1200 ]; do
        sleep 0.05
        turns=$((turns + 1))
    done
    while kill -KILL $(family) 2>/dev/null; do sleep 0.02; done
    pid=
}

while read -r command signal; do
    case $command in
    run) end KILL; run "$@"; echo "$pid" ;;
    end) end "$signal"; echo ended ;;
    esac
done
end "$last"
rm -rf "$folder"
