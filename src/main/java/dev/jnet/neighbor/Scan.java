package dev.jnet.neighbor;

import dev.jnet.link.Frame;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.MacAddress;
import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks for every address of a range by ARP, and a second time for those that did not answer. The
 * prober decides how fast the questions leave.
 *
 * <p>The wait for an answer adapts: it is four times the slowest answer so far, at most one second,
 * and at least 50 ms or what was asked for. On a wire this is 50 ms. On a wireless link with
 * sleeping stations it grows to what they need. In a large range the second round begins without a
 * pause, because the first address has had its time when the last one has been asked for.
 */
public final class Scan implements Diagnosis<ScanResult> {
  /** How often an address that does not answer is asked for. */
  static final int ROUNDS = 2;

  /** The wait in ns as long as no station has answered: what a slow link may take. */
  private static final long UNKNOWN_WAIT = 200 * Nanos.MILLISECOND;

  /** The least wait for an answer, in ns, unless the user asks for more. */
  public static final long SHORTEST_WAIT = 50 * Nanos.MILLISECOND;

  private static final long LONGEST_WAIT = 1000 * Nanos.MILLISECOND;
  private static final int SLOWEST_TIMES = 4;

  /** A bound for memory: more stations than this with one address are a flood of forged frames. */
  private static final int MAX_ANSWERS = 16;

  /** Is told what happens while the scan runs. */
  public interface Listener {
    /** A further station answered for an address; {@code found} has all answers so far. */
    void found(ScanFinding found);

    /** {@code sent} questions have left, and at least {@code left} will follow. */
    void progress(int sent, int left);
  }

  /**
   * The station that asks.
   *
   * @param interfaceName the interface to ask on
   * @param address the address that asks; it is not asked for
   * @param mac the interface's hardware address
   */
  public record Asker(String interfaceName, Inet4Address address, MacAddress mac) {}

  private final Asker asker;
  private final AddressRange range;
  private final long shortestWait;
  private final Listener listener;
  private final long[] askedAt;
  private final byte[] timesAsked;
  private final ScanFinding[] found;
  private final OtherVlans otherVlans;
  private final int skipped;
  private int round;
  private int position;
  private int sent;
  private int refused;
  private long startedAt;
  private long lastAskedAt;
  private long lastAt;
  private long slowest;
  private boolean complete;

  /**
   * A scan that has not asked yet.
   *
   * @param shortestWait the least wait for an answer, in ns: {@link #SHORTEST_WAIT}, or more where
   *     stations may sleep, as wireless ones do
   */
  public Scan(Asker asker, AddressRange range, long shortestWait, Listener listener) {
    this.asker = asker;
    this.range = range;
    this.shortestWait = shortestWait;
    this.listener = listener;
    this.askedAt = new long[range.size()];
    this.timesAsked = new byte[range.size()];
    this.found = new ScanFinding[range.size()];
    this.otherVlans =
        new OtherVlans(each -> each instanceof Inet4Address four && range.indexOf(four) >= 0);
    this.skipped = range.indexOf(asker.address);
    skip();
  }

  @Override
  public Optional<Probe> next(long now) {
    if (sent == 0) {
      startedAt = now;
      lastAt = now;
    }
    if (now < wakeAt()) {
      return Optional.empty();
    }
    if (round == ROUNDS) {
      complete = true;
      lastAt = now;
      return Optional.empty();
    }
    Inet4Address target = range.get(position);
    askedAt[position] = now;
    timesAsked[position]++;
    lastAskedAt = now;
    lastAt = now;
    sent++;
    position++;
    skip();
    listener.progress(sent, left());
    return Optional.of(
        new NeighborQuestion(asker.interfaceName, asker.address, asker.mac, target).toAll());
  }

  /** Steps to the next address to ask for: not the asker's own, not one that has answered. */
  private void skip() {
    while (round < ROUNDS) {
      while (position < found.length && (position == skipped || found[position] != null)) {
        position++;
      }
      if (position < found.length) {
        return;
      }
      round++;
      position = 0;
    }
  }

  private int left() {
    return round == 0 ? found.length - position : 0;
  }

  @Override
  public void accept(Reply reply) {
    lastAt = Math.max(lastAt, reply.timing().at());
    if (reply instanceof Reply.Refused) {
      refused++;
    }
    if (!(reply instanceof Reply.Neighbor neighbor)) {
      return;
    }
    slowest = Math.max(slowest, neighbor.timing().roundTrip());
    int index = range.indexOf((Inet4Address) reply.probe().flow().remote());
    ScanFinding before = found[index];
    if (before != null && (has(before, neighbor.mac()) || before.answers().size() == MAX_ANSWERS)) {
      return;
    }
    List<NeighborAnswer> answers =
        before == null ? new ArrayList<>() : new ArrayList<>(before.answers());
    answers.add(NeighborAnswer.of(timesAsked[index], neighbor));
    found[index] = new ScanFinding(range.get(index), List.copyOf(answers));
    if (round < ROUNDS && index == position) {
      skip();
    }
    listener.found(found[index]);
  }

  @Override
  public void overhear(Frame frame) {
    otherVlans.overhear(frame);
  }

  private static boolean has(ScanFinding found, MacAddress mac) {
    for (NeighborAnswer answer : found.answers()) {
      if (answer.mac().equals(mac)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public long wakeAt() {
    if (sent == 0 || round == 0) {
      return Long.MIN_VALUE;
    }
    return (round == ROUNDS ? lastAskedAt : askedAt[position]) + patience();
  }

  private long patience() {
    long adapted = slowest == 0 ? UNKNOWN_WAIT : Math.min(LONGEST_WAIT, SLOWEST_TIMES * slowest);
    return Math.max(shortestWait, adapted);
  }

  @Override
  public boolean done() {
    return complete;
  }

  @Override
  public ScanResult result() {
    List<ScanFinding> all = new ArrayList<>();
    for (ScanFinding each : found) {
      if (each != null) {
        all.add(each);
      }
    }
    int addresses = found.length - (skipped >= 0 ? 1 : 0);
    return new ScanResult(
        range,
        addresses,
        sent,
        refused,
        List.copyOf(all),
        complete,
        lastAt - startedAt,
        patience(),
        otherVlans.answers());
  }
}
