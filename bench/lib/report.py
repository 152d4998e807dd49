"""A batch as one page of Markdown."""

import statistics

from goals import goals, sums

TITLES = {
    "rates": "Throughput",
    "uploads": "Uploads",
    "paths": "A path that loses one per cent each way",
    "links": "100 Mbit/s, 0.5 ms, a queue of 64 KB",
    "storms": "Storms",
    "start": "Start and idle memory",
}
UNITS = {"MBps": "MB/s", "transfers/s": "transfers/s", "seconds": "s", "secs": "s"}


def report(runs):
    yield from machine(runs.batch)
    yield "### Goals\n"
    yield from table(["what", "goal", "measured", ""], (goal.row() for goal in goals(runs)))
    for part, title in TITLES.items():
        scenarios = runs.scenarios(part)
        if scenarios:
            yield f"### {title}\n"
            yield from SECTIONS.get(part, medians_and_ratios)(runs, scenarios)
    if runs.clients:
        yield "### Clients\n"
        yield from clients(runs.clients)
    yield from faults(runs)


def machine(batch):
    programs = "; ".join(filter(None, (batch.get(key) for key in ("jdk", "tftpd-hpa", "atftpd", "dnsmasq", "gcc"))))
    yield f"{batch['time']}, commit {batch['commit']}: `{batch['command']}`\n"
    yield (f"{batch['cpu']}, {batch['cores']} cores, {batch['memory_GiB']} GiB, Linux {batch['kernel']}, loopback. "
           f"{programs}. Server on core 0, load on core 1, real-time class: {'yes' if batch['real_time'] else 'no'}. "
           f"{batch['repetitions']} repetitions, interleaved; rates and uploads {batch['run_seconds']} s each. Trivet with "
           f"`{' '.join(batch['trivet_flags'])}`. File systems: {places(batch)}.\n")


def places(batch):
    return ", ".join(f"{kind} is {name}" for kind, name in batch["file_systems"].items())


def medians_and_ratios(runs, scenarios):
    """Servers that take part in a few scenarios only would make a table of holes: those get lines of their own."""
    for group, servers in grouped(runs, scenarios).items():
        yield "Medians:\n"
        yield from table(["", *servers], (
            [f"{name}, {UNITS[runs.metrics[name]]}", *(number(runs.median(name, server)) for server in servers)]
            for name in group))
        base = servers[0]
        if not base.startswith("ideal"):
            continue
        others = servers[1:]
        yield f"Relative to {base}, median (lowest-highest):\n"
        yield from table(["", *others], (
            [name, *(spread(runs.ratio(name, server, base)) for server in others)] for name in group))
        yield f"Server's processor time for a GB, seconds, and relative to {base}:\n"
        yield from table(["", *servers], ([name, *(processor(runs, name, server, base) for server in servers)]
                                          for name in group))


def grouped(runs, scenarios):
    """Scenarios with the same servers, the ceiling first."""
    groups = {}
    for name in scenarios:
        servers = tuple(sorted(runs.servers([name]), key=lambda server: (not server.startswith("ideal"), server)))
        groups.setdefault(servers, []).append(name)
    return {tuple(names): list(servers) for servers, names in groups.items()}


def processor(runs, scenario, server, base):
    value, ratio = runs.median(scenario, server, "server_cpu_per_GB"), runs.ratio(scenario, server, base, "server_cpu_per_GB")
    return "-" if value is None else number(value) if server == base or not ratio else f"{number(value)} ({ratio[0]:.2f})"


def storms(runs, scenarios):
    yield from table(
        ["", "server", "complete", "seconds", "client repeats", "slowest, s", "first answer at most, s",
         "peak memory, MiB (own + mapped)", "processor, s"],
        ([name, server, f"{runs.median(name, server, 'ok'):,.0f}", *(number(runs.median(name, server, key)) for key in
                                                                    ("secs",)),
          f"{runs.median(name, server, 'retx'):,.0f}", micros(runs, name, server, "lat_max_us"),
          micros(runs, name, server, "ttfb_max_us"), peak(runs, name, server),
          number(runs.median(name, server, "server_cpu"))]
         for name in scenarios for server in runs.servers([name])))
    yield ("What has not ended when a run is cut off is not complete. Memory is that of the server's own process: of "
           "tftpd-hpa, which forks for each transfer, it says nothing.\n")


def micros(runs, scenario, server, key):
    value = runs.median(scenario, server, key)
    return number(value / 1e6) if value is not None else "-"


def peak(runs, scenario, server):
    most = runs.median(scenario, server, "server_peak_MiB")
    own, mapped = (runs.median(scenario, server, key) for key in ("anonymous_MiB", "mapped_MiB"))
    return "died" if most is None else f"{most:.0f} ({number(own)} + {number(mapped)})"


def start(runs, scenarios):
    yield from table(["server", "command to first DATA, ms (least-most)", "resident a second later, MiB (own + mapped)"], (
        [server, milliseconds(list(runs.values("start", server).values())),
         f"{sums(runs, 'start', server):.1f} ({number(runs.median('start', server, 'anonymous_MiB'))} + "
         f"{number(runs.median('start', server, 'mapped_MiB'))})"]
        for server in runs.servers(scenarios)))


def milliseconds(values):
    return f"{statistics.median(values) * 1000:.0f} ({min(values) * 1000:.0f}-{max(values) * 1000:.0f})"


SECTIONS = {"storms": storms, "start": start}


def clients(lines):
    """Each beside the fastest of the others that do the same."""
    cells = {}
    for line in lines:
        cells.setdefault((line["what"], line["server"]), {}).setdefault(line["client"], []).append(line)
    rows = []
    for (what, server), kept in cells.items():
        medians = {name: statistics.median(line["MBps"] for line in seen) for name, seen in kept.items()}
        fastest = max((rate for name, rate in medians.items() if name != "trivet"), default=None)
        for name, seen in kept.items():
            rates = [line["MBps"] for line in seen]
            rows.append([what, server, name, f"{medians[name]:.1f} ({min(rates):.1f}-{max(rates):.1f})",
                         f"{medians[name] / fastest:.2f}" if name == "trivet" and fastest else "",
                         f"{statistics.median(line['client_cpu'] for line in seen):.1f}"])
    return table(["", "server", "client", "MB/s, median (least-most)", "against the fastest other", "CPU s"], rows)


def faults(runs):
    """Transfers that failed, were cut off or had to be mended by the client: figures beside them deserve no trust."""
    plain = set(runs.scenarios("rates") + runs.scenarios("uploads"))
    lines = [f"- {run['scenario']}, {run['server']}, repetition {run['repetition']}: {run['fail']} failed, "
             f"{run['unfinished']} unfinished, {run['bad']} bad, {run['retx']} client repeats {run['lasterr']}".rstrip()
             for run in runs.runs
             if run["scenario"] in plain and (run["fail"] or run["unfinished"] or run["bad"] or run["retx"])]
    if lines:
        yield "Where no packet should be lost, some were, or a transfer failed:\n"
        yield from lines


def table(heads, rows):
    yield "| " + " | ".join(heads) + " |"
    yield "|" + " --- |" * len(heads)
    for row in rows:
        yield "| " + " | ".join(row) + " |"
    yield ""


def number(value):
    if value is None:
        return "-"
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def spread(ratio):
    return "-" if ratio is None else f"{ratio[0]:.2f} ({ratio[1]:.2f}-{ratio[2]:.2f})"
