"""The lines of a raw file, and what is read off them: medians and paired ratios."""

import json
import statistics
from collections import defaultdict


class Runs:
    def __init__(self, path):
        lines = [json.loads(line) for line in open(path)]
        self.batch = next(line for line in lines if line["kind"] == "batch")
        self.clients = [line for line in lines if line["kind"] == "client"]
        self.runs = [line for line in lines if line["kind"] == "run"]
        self.metrics = {run["scenario"]: run["metric"] for run in self.runs}
        self.places = defaultdict(dict)
        for run in self.runs:
            self.places[run["scenario"], run["server"]][run["repetition"]] = run

    def scenarios(self, part):
        return list(dict.fromkeys(run["scenario"] for run in self.runs if run["part"] == part))

    def servers(self, scenarios):
        return list(dict.fromkeys(run["server"] for run in self.runs if run["scenario"] in scenarios))

    def values(self, scenario, server, key=None):
        """Those that were seen, by repetition."""
        key = key or self.metrics.get(scenario)
        seen = self.places.get((scenario, server), {})
        return {at: run[key] for at, run in seen.items() if run.get(key) is not None}

    def median(self, scenario, server, key=None):
        values = self.values(scenario, server, key)
        return statistics.median(values.values()) if values else None

    def ratio(self, scenario, ours, theirs, key=None):
        """Median of the ratios within the repetitions, since a machine's speed drifts from minute to minute; with its
        lowest and highest. Where one of the two ran once only: that of the medians."""
        mine, other = self.values(scenario, ours, key), self.values(scenario, theirs, key)
        ratios = [mine[at] / other[at] for at in mine if other.get(at)]
        if len(ratios) > 1:
            return statistics.median(ratios), min(ratios), max(ratios)
        mine, other = self.median(scenario, ours, key), self.median(scenario, theirs, key)
        return (mine / other,) * 3 if mine is not None and other else None

    def best(self, scenario, servers, least=False):
        """The server of these with the best median."""
        medians = {server: self.median(scenario, server) for server in servers}
        seen = {server: value for server, value in medians.items() if value}
        return (min if least else max)(seen, key=seen.get) if seen else None
