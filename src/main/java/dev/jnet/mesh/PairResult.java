package dev.jnet.mesh;

import io.avaje.jsonb.Json;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What one direction of a pair of members met.
 *
 * @param from the name of the member that sent
 * @param to the name of the member that received
 * @param family the IP version, 4 or 6
 * @param mtu the MTU of the sender's interface in bytes: no larger packet was sent
 * @param rttNanos the median round trip of echo requests in ns; null when none was answered
 * @param flows what each flow met; empty when nothing was measured
 * @param refused why nothing was measured; null when something was
 */
@Json
public record PairResult(
    String from,
    String to,
    int family,
    int mtu,
    Long rttNanos,
    List<FlowResult> flows,
    String refused) {
  private static final int MAX_FLOWS = 64;
  private static final int MAX_WORDS = 300;

  /** Copies the list. */
  public PairResult {
    flows = flows == null ? List.of() : List.copyOf(flows);
  }

  /** The result of a direction in which nothing was measured. */
  public static PairResult refused(Direction direction, int family, String why) {
    return new PairResult(direction.from(), direction.to(), family, 0, null, List.of(), why);
  }

  /** Whether all fields are in their ranges. Results come from others. */
  public boolean isValid() {
    return Member.isName(from)
        && Member.isName(to)
        && (family == 4 || family == 6)
        && flows.size() <= MAX_FLOWS
        && flows.stream().allMatch(FlowResult::isValid)
        && (refused == null ? !flows.isEmpty() : refused.length() <= MAX_WORDS);
  }

  /** The ordered pair. */
  public Direction direction() {
    return new Direction(from, to);
  }

  /** Whether something was measured. */
  public boolean isMeasured() {
    return refused == null;
  }

  /** The flow with the smallest path MTU; empty when in one of them, or in all, nothing arrived. */
  public Optional<FlowResult> narrowest() {
    return flows.stream().anyMatch(each -> each.pathMtu() == null)
        ? Optional.empty()
        : flows.stream().min(Comparator.comparing(FlowResult::pathMtu));
  }

  /** Small packets that were sent, in all flows. */
  public int sent() {
    return flows.stream().mapToInt(FlowResult::sent).sum();
  }

  /** Small packets that arrived, in all flows. */
  public int arrived() {
    return flows.stream().mapToInt(FlowResult::arrived).sum();
  }

  /** The share of small packets that were lost, in percent. */
  public double lossPercent() {
    return sent() == 0 ? 0 : 100.0 * (sent() - arrived()) / sent();
  }
}
