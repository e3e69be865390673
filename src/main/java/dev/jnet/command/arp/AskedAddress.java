package dev.jnet.command.arp;

import dev.jnet.host.Neighbor;
import dev.jnet.neighbor.Patience;
import dev.jnet.neighbor.ResolutionResult;
import dev.jnet.neighbor.StationComparison;
import dev.jnet.report.Access;
import dev.jnet.report.arp.ArpReportContent;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** A question, with the printer of its answer. */
record AskedAddress(
    String name, InetAddress target, Patience patience, Optional<Neighbor> kernel, ArpAnswer answer)
    implements IncrementalResolution.Listener {
  @Override
  public void answered(ResolutionResult soFar) {
    answer.soFar(content(soFar, List.of(), 0));
  }

  ArpReportContent content(
      ResolutionResult by, List<StationComparison.Answer> compared, long elapsed) {
    boolean onlyFirst = patience.linger() == 0 && !by.answers().isEmpty();
    return new ArpReportContent(
        name, target, Optional.empty(), Access.CAPTURE, by, compared, onlyFirst, kernel, elapsed);
  }
}
