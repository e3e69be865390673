package dev.jnet.command.trace;

import dev.jnet.command.CommandRun;
import dev.jnet.link.LinkException;
import dev.jnet.mtu.MtuQuestion;
import dev.jnet.mtu.MtuResult;
import dev.jnet.mtu.MtuSearch;
import dev.jnet.mtu.plan.FlowSearches;
import dev.jnet.network.NetworkPath;
import dev.jnet.probe.FlowLabel;
import dev.jnet.probe.Several;
import dev.jnet.probe.Tally;
import dev.jnet.probe.Via;
import dev.jnet.trace.TraceQuestion;
import dev.jnet.trace.TraceResult;
import dev.jnet.unit.Mtu;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds the path MTU of each flow that was traced, all at once. Flows whose hops have the same
 * addresses may still take parallel links with different MTUs.
 */
final class TraceMtu {
  private final CommandRun run;
  private final NetworkPath path;
  private final TraceQuestion question;
  private final FlowSearches searches;
  private Tally tally = new Tally(0, 0, 0);
  private long elapsed;
  private Optional<LinkException> broken = Optional.empty();

  /**
   * A search that has not begun.
   *
   * @param question the question of the trace, with the kind of its probes
   */
  TraceMtu(CommandRun run, NetworkPath path, TraceQuestion question) {
    this.run = run;
    this.path = path;
    this.question = question;
    this.searches = new FlowSearches(question.via());
  }

  /** The path MTU of each flow of a trace that reached its target, in the order of the flows. */
  NetworkPath.Outcome<List<MtuResult>> search(TraceResult trace) throws IOException {
    int flows = Math.max(1, trace.branches().size());
    List<FlowLabel> labels = IntStream.range(0, flows).mapToObj(question::label).toList();
    List<MtuResult> results =
        question.via().kind() == Via.Kind.TCP
            ? onConnections(labels)
            : withPackets(labels, flows == 1);
    return new NetworkPath.Outcome<>(results, tally, elapsed, broken);
  }

  /** Searches with TCP: on connections if the port is open, by resets if it is closed. */
  private List<MtuResult> onConnections(List<FlowLabel> labels) throws IOException {
    List<MtuSearch> connections = new ArrayList<>();
    for (FlowLabel label : labels) {
      boolean guarded = run.network().ports().guardTcp(question.target(), label.port().number());
      connections.add(searches.onConnection(mtuQuestion(), label, guarded));
    }
    List<MtuResult> results = new ArrayList<>(run(connections, searches.connectionDeadline()));
    List<Integer> unanswered =
        IntStream.range(0, results.size())
            .filter(i -> !isAnswered(results.get(i)))
            .boxed()
            .toList();
    if (!unanswered.isEmpty() && broken.isEmpty() && !run.isStopped()) {
      List<MtuResult> resets = withPackets(unanswered.stream().map(labels::get).toList(), false);
      for (int i = 0; i < resets.size(); i++) {
        results.set(unanswered.get(i), resets.get(i));
      }
    }
    return results;
  }

  private List<MtuResult> withPackets(List<FlowLabel> labels, boolean alone) throws IOException {
    List<MtuSearch> packets = new ArrayList<>();
    for (FlowLabel label : labels) {
      packets.add(searches.withPackets(mtuQuestion(), label, alone));
    }
    return run(packets, searches.deadline());
  }

  private MtuQuestion mtuQuestion() throws IOException {
    Mtu most = MtuQuestion.most(path.hop(), Addresses.version(question.target()));
    return new MtuQuestion(question.target(), path.hop(), most, run.network().seed());
  }

  private List<MtuResult> run(List<MtuSearch> all, long deadline) {
    NetworkPath.Outcome<List<MtuResult>> outcome = run.run(path, new Several<>(all), deadline);
    tally = tally.plus(outcome.tally());
    elapsed += outcome.elapsed();
    broken = outcome.broken();
    return outcome.result();
  }

  private static boolean isAnswered(MtuResult result) {
    return result.status() == MtuResult.Status.OK;
  }
}
