package dev.jnet.command.mtu;

import dev.jnet.host.HostException;
import dev.jnet.mtu.FirstAnswered;
import dev.jnet.mtu.MtuDiagnosis;
import dev.jnet.mtu.MtuQuestion;
import dev.jnet.mtu.MtuResult;
import dev.jnet.mtu.MtuSearch;
import dev.jnet.mtu.SegmentMtuDiagnosis;
import dev.jnet.network.Network;
import dev.jnet.network.NetworkPath;
import dev.jnet.network.Ports;
import dev.jnet.network.UnprivilegedProbes;
import dev.jnet.options.Via;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Tally;
import dev.jnet.report.mtu.MtuFindings;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The search for the path MTU to one host, ready to run.
 *
 * @param host as it was asked for
 * @param way how the probes leave
 * @param kinds of probes that can be sent, the preferred ones first
 * @param impossible what cannot, and why, in words; empty when nothing was left out
 * @param question the question
 * @param localPort of TCP segments
 * @param sparing whether packets count more than round trips
 */
record MtuJob(
    String host,
    NetworkPath way,
    List<Via> kinds,
    String impossible,
    MtuQuestion question,
    int localPort,
    boolean sparing) {
  /** How long a SYN-ACK is waited for. */
  private static final long TCP_PATIENCE = 3_000_000_000L;

  /**
   * Opens the way to a host.
   *
   * @param vias the kinds of probes that are asked for
   * @param max octets of the largest packet to try; 0 for what the interface takes
   * @param sparing whether packets count more than round trips
   */
  static MtuJob of(
      String host, InetAddress target, List<Via> vias, int max, boolean sparing, Network world)
      throws IOException {
    List<Via> allowed = UnprivilegedProbes.usable(vias, world.access());
    List<Via> possible = withoutTcp(allowed);
    String impossible = "";
    // ICMP errors, and the datagrams that ask about the way back
    Ports.TcpPort local = new Ports.TcpPort(0, "icmp");
    if (possible.size() < allowed.size()) {
      try {
        local = world.ports().tcp(target);
        possible = allowed;
      } catch (HostException e) {
        if (e.kind() != HostException.Kind.NO_PORT_GUARD || possible.isEmpty()) {
          throw e;
        }
        impossible = "TCP segments (" + e.getMessage() + ")";
      }
    }
    NetworkPath way = world.openBestAvailable(target, local.filter() + " or udp");
    int most = MtuQuestion.most(way.hop(), Addresses.version(target));
    int limit = max == 0 ? most : Math.min(max, most);
    MtuQuestion question = new MtuQuestion(target, way.hop(), limit, world.seed());
    return new MtuJob(host, way, possible, impossible, question, local.number(), sparing);
  }

  private static List<Via> withoutTcp(List<Via> vias) {
    List<Via> others = new ArrayList<>();
    for (Via via : vias) {
      if (via.kind() != Via.Kind.TCP) {
        others.add(via);
      }
    }
    return others;
  }

  /** The same search by the same way, of which more is known now. */
  MtuJob by(NetworkPath known) {
    return new MtuJob(host, known, kinds, impossible, question.by(known.hop()), localPort, sparing);
  }

  InetAddress target() {
    return question.target();
  }

  /** Searches with the first kind of probe that is answered. */
  Diagnosis<FirstAnswered.Result> diagnosis() {
    List<Supplier<MtuSearch>> searches = new ArrayList<>();
    for (Via via : kinds) {
      searches.add(new Kind(this, via));
    }
    return new FirstAnswered(searches);
  }

  /** A search with one kind of probe, to begin when it is its turn. */
  private record Kind(MtuJob job, Via via) implements Supplier<MtuSearch> {
    @Override
    public MtuSearch get() {
      return job.search(via);
    }
  }

  private MtuSearch search(Via via) {
    return switch (via.kind()) {
      case ICMP -> sparing ? new MtuDiagnosis(question).withScout() : new MtuDiagnosis(question);
      case TCP -> new SegmentMtuDiagnosis(question, via.port(), localPort, TCP_PATIENCE);
      case UDP -> MtuDiagnosis.withDatagrams(question, via.port());
    };
  }

  /** What a search came to. */
  MtuFindings findings(FirstAnswered.Result found, Tally tally, long elapsed) {
    return new MtuFindings(
        host,
        target(),
        way.shown(),
        question.limit(),
        way.kernelMtu(),
        way.access(),
        kinds.get(found.kind()).words(),
        unanswered(found.kind(), found.result()),
        found.result(),
        tally,
        elapsed);
  }

  /** What was tried before the answer came, or beside what is told where none did, in words. */
  private String unanswered(int kind, MtuResult result) {
    boolean answered = result.status() == MtuResult.Status.OK;
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < (answered ? kind : kinds.size()) && kinds.size() > 1; i++) {
      words.append(words.length() > 0 ? "; " : "").append(kinds.get(i).words());
    }
    return (kind == 0 && answered) || impossible.isEmpty()
        ? words.toString()
        : words.append("; not tried: ").append(impossible).toString();
  }
}
