package dev.jnet.command.doctor;

import dev.jnet.finding.Finding;
import dev.jnet.finding.LocalConclusions;
import dev.jnet.link.FirstHop;
import dev.jnet.network.Network;
import dev.jnet.network.NetworkPath;
import java.util.ArrayList;
import java.util.List;

/** Silence of the next hop, with what in this machine may be the cause. */
final class NextHopSilence {
  private NextHopSilence() {}

  /** That the next hop of a path does not answer, and what is known of the interface. */
  static List<Finding> findings(Network network, NetworkPath planned, FirstHop hop) {
    List<Finding> findings = new ArrayList<>();
    findings.add(LocalConclusions.silent(hop, planned.target()).onBridge(planned.isByBridge()));
    int refused = network.kernelProbes().refusedFrames(planned);
    if (refused > 0) {
      findings.add(LocalConclusions.drops(hop.interfaceName(), refused));
    }
    if (network.tables().hasStations(planned.device())) {
      findings.add(LocalConclusions.stations(hop.interfaceName()));
    }
    return findings;
  }
}
