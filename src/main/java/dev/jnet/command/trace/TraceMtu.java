package dev.jnet.command.trace;

import dev.jnet.link.LinkException;
import dev.jnet.mtu.FlowMtu;
import dev.jnet.mtu.MtuDiagnosis;
import dev.jnet.mtu.MtuQuestion;
import dev.jnet.mtu.MtuResult;
import dev.jnet.mtu.SegmentMtuDiagnosis;
import dev.jnet.network.Network;
import dev.jnet.network.NetworkPath;
import dev.jnet.options.NetworkOptions;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.FlowLabel;
import dev.jnet.probe.Several;
import dev.jnet.probe.Tally;
import dev.jnet.probe.Via;
import dev.jnet.trace.TraceQuestion;
import dev.jnet.trace.TraceResult;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The path MTU along each way that a trace has found, all ways at once, with probes of the very
 * flow that was traced: others may be sent by other ways.
 */
final class TraceMtu {
  /** The longest that a search may take, in ns. */
  private static final long DEADLINE = 10 * Nanos.SECOND;

  /** How long a target is waited for that has answered the trace, in ns. */
  private static final long PATIENCE = Nanos.SECOND;

  /** How long to search with datagrams: most machines answer no more than one a second to these. */
  private static final long DEADLINE_OF_DATAGRAMS = 3 * Nanos.SECOND;

  private final TraceQuestion question;
  private final Network world;
  private final NetworkPath way;
  private final NetworkOptions network;
  private final BooleanSupplier stopped;
  private Tally tally = new Tally(0, 0, 0);
  private long elapsed;
  private Optional<LinkException> broken = Optional.empty();

  /**
   * A search that has not begun.
   *
   * @param question the trace's, with what its probes travelled in
   */
  TraceMtu(
      TraceQuestion question,
      Network world,
      NetworkPath way,
      NetworkOptions network,
      BooleanSupplier stopped) {
    this.question = question;
    this.world = world;
    this.way = way;
    this.network = network;
    this.stopped = stopped;
  }

  /** The path MTU of each flow of a trace that reached its target, in the order of the flows. */
  List<MtuResult> run(TraceResult trace) throws IOException {
    List<List<Integer>> ways = trace.ways();
    boolean alone = ways.size() == 1;
    List<FlowLabel> labels = new ArrayList<>();
    for (List<Integer> flows : ways) {
      labels.add(question.label(flows.get(0)));
    }
    Via via = question.via();
    List<MtuResult> results =
        via.kind() == Via.Kind.TCP ? segments(labels) : search(via, labels, alone);
    MtuResult[] ofFlows = new MtuResult[Math.max(1, trace.branches().size())];
    for (int i = 0; i < ways.size(); i++) {
      for (int flow : ways.get(i)) {
        ofFlows[flow] = results.get(i);
      }
    }
    return List.of(ofFlows);
  }

  /** On connections where the port is open; where it is closed, by the resets. */
  private List<MtuResult> segments(List<FlowLabel> labels) throws IOException {
    List<Diagnosis<MtuResult>> searches = new ArrayList<>();
    int port = question.via().port();
    for (FlowLabel label : labels) {
      if (world.ports().guardTcp(question.target(), label.port())) {
        searches.add(new SegmentMtuDiagnosis(mtuQuestion(), port, label.port(), PATIENCE));
      } else {
        searches.add(FlowMtu.search(mtuQuestion(), question.via(), label, false));
      }
    }
    List<MtuResult> results = new ArrayList<>(run(searches, DEADLINE));
    List<Integer> unanswered = new ArrayList<>();
    List<FlowLabel> theirs = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      if (!answered(results.get(i))) {
        unanswered.add(i);
        theirs.add(labels.get(i));
      }
    }
    if (!unanswered.isEmpty() && broken.isEmpty() && !stopped.getAsBoolean()) {
      List<MtuResult> resets = search(question.via(), theirs, false);
      for (int i = 0; i < resets.size(); i++) {
        results.set(unanswered.get(i), resets.get(i));
      }
    }
    return results;
  }

  private List<MtuResult> search(Via via, List<FlowLabel> labels, boolean alone)
      throws IOException {
    List<Diagnosis<MtuResult>> searches = new ArrayList<>();
    boolean rationed = via.kind() == Via.Kind.UDP;
    for (FlowLabel label : labels) {
      MtuDiagnosis search = FlowMtu.search(mtuQuestion(), via, label, alone);
      searches.add(search.givingUpAfter(rationed ? DEADLINE_OF_DATAGRAMS : PATIENCE));
    }
    return run(searches, rationed ? DEADLINE_OF_DATAGRAMS : DEADLINE);
  }

  private MtuQuestion mtuQuestion() throws IOException {
    int most = MtuQuestion.most(way.hop(), Addresses.version(question.target()));
    return new MtuQuestion(question.target(), way.hop(), most, world.seed());
  }

  private List<MtuResult> run(List<Diagnosis<MtuResult>> searches, long deadline) {
    NetworkPath.Outcome<List<MtuResult>> outcome =
        way.run(new Several<>(searches), network.pace(), deadline, stopped);
    tally = tally.plus(outcome.tally());
    elapsed += outcome.elapsed();
    broken = outcome.broken();
    return outcome.result();
  }

  private static boolean answered(MtuResult result) {
    return result.status() == MtuResult.Status.OK;
  }

  /** What was sent and received. */
  Tally tally() {
    return tally;
  }

  /** What ended it before its time; empty when nothing did. */
  Optional<LinkException> broken() {
    return broken;
  }

  /** ns that it took. */
  long elapsed() {
    return elapsed;
  }
}
