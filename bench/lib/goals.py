"""What was set out to be reached, and what a batch says about it. Ratios of throughput are to be at least, those of time,
processor and memory at most what the goal says."""

from dataclasses import dataclass

from fleet import PEERS

OURS, CEILING = "trivet", "ideal"
SLOWER_PEERS = ("tftpd-hpa", "atftpd")
RATES = ("512x1", "1468x1", "1468x64", "1468-w16x1", "1468-w16x64", "1468-w64x1", "1468-w64x64", "65464x1", "65464-w8x1",
         "tiny-x64")


@dataclass(frozen=True)
class Verdict:
    what: str
    goal: str
    measured: str
    held: bool | None

    def row(self):
        return [self.what, self.goal, self.measured, {True: "met", False: "missed", None: "not measured"}[self.held]]


def at_least(what, goal, value, of):
    return Verdict(what, f"{goal:g} of {of}", *shown(value, lambda seen: seen >= goal))


def at_most(what, goal, value, of):
    return Verdict(what, f"at most {goal:g} of {of}", *shown(value, lambda seen: seen <= goal))


def below(what, most, value, unit):
    return Verdict(what, f"at most {most:g} {unit}", "-" if value is None else f"{value:.0f} {unit}",
                   None if value is None else value <= most)


def shown(value, held):
    """A ratio with its spread; judged as it is printed."""
    if value is None:
        return "-", None
    median, low, high = value
    spread = f" ({low:.2f}-{high:.2f})" if low != high else ""
    return f"{median:.2f}{spread}", held(round(median, 2))


def goals(runs):
    for scenario, ceiling, peer in (("512x1", 0.93, 0.95), ("1468x1", 0.93, 0.95), ("1468-w16x64", 0.85, 3),
                                    ("1468-w64x64", 0.85, 3), ("1468-w64x1", 0.95, 3), ("65464-w8x1", 0.90, 1.3),
                                    ("upload-1468-w64x1-rename", 0.85, 3), ("tiny-x64", 0.75, 1.1)):
        yield at_least(scenario, ceiling, runs.ratio(scenario, OURS, CEILING), "the ceiling")
        yield against_peers(runs, scenario, peer, PEERS)
    for scenario in ("512x1-spin", "1468x1-spin"):
        yield at_least(scenario, 0.93, runs.ratio(scenario, "trivet-spin", "ideal-spin"), "the ceiling that spins, too")
    yield at_least("1468x64", 0.85, runs.ratio("1468x64", OURS, CEILING), "the ceiling")
    yield at_least("1468x64", 0.95, runs.ratio("1468x64", OURS, "dnsmasq"), "dnsmasq")
    yield against_peers(runs, "1468x64", 2, SLOWER_PEERS)
    yield from storm(runs)
    yield from link(runs)
    yield from lossy(runs)
    yield from processor_and_memory(runs)
    yield from modes(runs)


def against_peers(runs, scenario, goal, peers):
    best = runs.best(scenario, peers)
    ratio = runs.ratio(scenario, OURS, best) if best else None
    return at_least(scenario, goal, ratio, f"the best peer ({best})" if best else "the best peer")


def storm(runs):
    name = "storm-5000"
    complete = runs.values(name, OURS, "ok")
    yield Verdict(name, "all complete", ", ".join(f"{ok:,}" for ok in complete.values()) or "-",
                  min(complete.values()) == 5000 if complete else None)
    yield at_most(name, 1.15, runs.ratio(name, OURS, CEILING), "the ceiling's time")
    others = {peer: runs.median(name, peer, "ok") for peer in PEERS}
    seen = {peer: ok for peer, ok in others.items() if ok is not None}
    yield Verdict(name, "nobody else completes", ", ".join(f"{peer} {ok:,.0f}" for peer, ok in seen.items()) or "-",
                  max(seen.values()) < 5000 if seen else None)


def link(runs):
    name = "100Mbit-64KB-w64"
    rates = {window: runs.median(f"100Mbit-64KB-w{window}", OURS) for window in (8, 16, 32, 64)}
    seen = {window: rate for window, rate in rates.items() if rate}
    best = max(seen, key=seen.get) if seen else None
    ratio = (seen[64] / seen[best],) * 3 if seen.get(64) else None
    yield at_least(name, 0.95, ratio, f"the best window's rate (window {best})" if best else "the best window's rate")
    yield at_least(name, 30, runs.ratio(name, OURS, "atftpd"), "atftpd, the one peer with windows")


def lossy(runs):
    for window, goal in ((1, 1.5), (16, 0.8)):
        name = f"1ms-1%-w{window}x8"
        yield at_most(name, goal, runs.ratio(name, OURS, "ideal-adaptive"), "the time of `ideal -a 5`")
        fastest = runs.best(name, PEERS, least=True)
        yield at_least(name, 10, runs.ratio(name, fastest, OURS) if fastest else None,
                       f"Trivet's time is what the fastest peer takes ({fastest})" if fastest else "the fastest peer")


def processor_and_memory(runs):
    cpu = worst(((s, runs.ratio(s, OURS, CEILING, "server_cpu_per_GB")) for s in RATES), largest=True)
    yield at_most(f"processor time for a GB, worst of the rates{named(cpu)}", 1.2, cpu and cpu[1], "the ceiling's")
    for name in (OURS, "trivet-portable"):
        idle = sums(runs, "start", name)
        yield below(f"memory idle, {name}", 80, idle, "MiB")
        yield below(f"memory with 5,000 transfers, {name}", 150, runs.median("storm-5000", name, "server_peak_MiB"), "MiB")
        first = runs.median("start", name)
        yield below(f"start to first answer, {name}", 250, first and first * 1000, "ms")


def sums(runs, scenario, server):
    own, mapped = (runs.median(scenario, server, key) for key in ("anonymous_MiB", "mapped_MiB"))
    return None if own is None else own + mapped


def modes(runs):
    single = worst((s, runs.ratio(s, "trivet-1p", OURS)) for s in RATES)
    yield at_least(f"one port, worst of the rates{named(single)}", 0.9, single and single[1], "a port for each transfer")
    for scenario, goal in (("512x1", 0.90), ("1468x1", 0.90), ("1468x64", 0.75), ("1468-w16x64", 0.2), ("1468-w64x1", 0.2),
                           ("1468-w64x64", 0.2)):
        yield at_least(f"{scenario}, portable engine", goal, runs.ratio(scenario, "trivet-portable", CEILING), "the ceiling")


def worst(ratios, largest=False):
    seen = [(name, ratio) for name, ratio in ratios if ratio]
    return (max if largest else min)(seen, key=lambda pair: pair[1][0]) if seen else None


def named(pair):
    return f" ({pair[0]})" if pair else ""
