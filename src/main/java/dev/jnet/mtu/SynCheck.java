package dev.jnet.mtu;

import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.unit.Mtu;
import dev.jnet.unit.Port;
import dev.jnet.unit.Ttl;
import dev.jnet.wire.Ipv4;
import dev.jnet.wire.Ipv6;
import dev.jnet.wire.Tcp;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Asks by TCP whether a size arrives for which other probes got no answer. The target or a firewall
 * may drop large echo requests alone. The probes are SYNs with data: an open port answers them with
 * a SYN-ACK, a closed one with a reset (RFC 9293 section 3.10.7). Both answers are small, so they
 * also pass a narrow return path.
 *
 * <ol>
 *   <li>A small SYN goes to each port.
 *   <li>Large ones follow to the port that answered first; half of them a timeout after the others.
 *   <li>When one arrives, one of the largest size shows whether that arrives, too.
 * </ol>
 *
 * <p>A SYN-ACK is answered with a reset, so that no connection stays half open. More resets go
 * before each further SYN to an open port, because that one, or the SYN-ACK, may have been lost: a
 * connection that is half open takes no other SYN.
 */
final class SynCheck {
  /** How often ports are asked that answer nothing. */
  private static final int SMALL_TRIES = 2;

  /** How many times more large SYNs are sent where frames were not captured. */
  private static final int MAX_REPEATS = 3;

  private static final int WINDOW = 64_240;

  private final MtuQuestion question;
  private final Plan plan;
  private final ReplyReader replies;
  private final SplittableRandom random;
  private final List<Shot> sent = new ArrayList<>();
  private final List<Probe> all = new ArrayList<>();
  private final Deque<Probe> resets = new ArrayDeque<>();
  private final Deque<Integer> queue = new ArrayDeque<>();

  /** The port that answers; null until one does. */
  private Port port;

  /** The last SYN that opened the port; null where it is closed. */
  private Shot opening;

  private boolean cleared;
  private long lastSentAt;
  private int rounds;
  private int repeats;
  private int arrived;
  private boolean reported;

  /**
   * Whether a SYN that is one byte smaller arrived. A firewall may drop that one, too, because it
   * drops large packets of TCP.
   */
  private boolean controlled;

  /**
   * What is asked.
   *
   * @param large bytes of a packet that stays unanswered
   * @param limit the largest packet that can be sent
   * @param tries how often the large packet is sent
   * @param hopLimit with which the target's other answers arrive. Other answers to SYNs may come
   *     from a middlebox, and show nothing
   */
  record Plan(int large, Mtu limit, int tries, Ttl hopLimit) {}

  /** One SYN. */
  private record Shot(Probe probe, Port port, int size, long sequence) {}

  /**
   * A check that has not begun; empty where the question names no ports, or where the replies do
   * not tell how far away the target is: then a middlebox could answer in its place.
   *
   * @param large bytes of a packet that stays unanswered
   * @param replies to the other probes
   * @param sent how many probes were sent before: no other check of the search may have begun after
   *     as many, because its sequence numbers would be the same
   */
  static Optional<SynCheck> of(MtuQuestion question, int large, ReplyReader replies, int sent) {
    boolean direct = question.hop().nextHop().equals(question.target());
    boolean near = replies.returnPath().routers() == 0;
    if (question.syns().to().isEmpty() || (near && !direct)) {
      return Optional.empty();
    }
    LossEstimate losses = replies.losses();
    int tries = losses.lost() == 0 ? LossEstimate.FEWEST_TRIES : losses.silencesNeeded();
    Ttl hopLimit = new Ttl(replies.returnPath().hopLimit());
    return Optional.of(
        new SynCheck(question, new Plan(large, question.limit(), tries, hopLimit), replies, sent));
  }

  /** A check that has not begun. The question must name ports. */
  private SynCheck(MtuQuestion question, Plan plan, ReplyReader replies, int sent) {
    this.question = question;
    this.plan = plan;
    this.replies = replies;
    this.random =
        new SplittableRandom(question.seed() ^ plan.large() ^ ((long) sent << Integer.SIZE));
  }

  /** The next packet, if one is due. */
  Optional<Probe> next(long now, long timeout) {
    if (!resets.isEmpty()) {
      return sent(resets.remove(), now);
    }
    if (queue.isEmpty() && !isOver() && !isWaiting(now, timeout)) {
      queueRound();
    }
    if (queue.isEmpty()) {
      return Optional.empty();
    }
    if (opening != null && !cleared && mayBeHalfOpen()) {
      cleared = true;
      resets.add(reset(opening));
      return sent(reset(sent.get(sent.size() - 1)), now);
    }
    int size = queue.remove();
    // where nothing is lost, it is enough to reset once a round
    cleared = plan.tries() == LossEstimate.FEWEST_TRIES && !queue.isEmpty();
    Port to = port == null ? question.syns().to().get(queue.size()) : port;
    return sent(syn(to, size), now);
  }

  /** Whether an earlier SYN may have opened the port, and no reset has closed it. */
  private boolean mayBeHalfOpen() {
    return rounds > 1 || plan.tries() > LossEstimate.FEWEST_TRIES;
  }

  private Optional<Probe> sent(Probe probe, long now) {
    lastSentAt = now;
    all.add(probe);
    return Optional.of(probe);
  }

  private void queueRound() {
    rounds++;
    if (port == null) {
      question.syns().to().forEach(each -> queue.add(MtuQuestion.SMALLEST));
    } else if (arrived == plan.large()) {
      queue.add(plan.limit().bytes());
    } else {
      int half = (plan.tries() + (rounds == 1 ? 1 : 0)) / 2;
      for (int i = 0; i < half; i++) {
        queue.add(plan.large());
      }
      queue.add(plan.large() - 1);
    }
  }

  /** Whether nothing is left to be sent. */
  private boolean isOver() {
    if (port == null) {
      return rounds == SMALL_TRIES;
    }
    return reported || arrived == plan.limit().bytes() || rounds == 2 + repeats;
  }

  private boolean isWaiting(long now, long timeout) {
    return rounds > 0 && now - lastSentAt < timeout;
  }

  private Probe syn(Port to, int size) {
    int headers = (question.version() == 4 ? Ipv4.HEADER : Ipv6.HEADER) + Tcp.HEADER;
    byte[] data = new byte[size - headers];
    random.nextBytes(data);
    long sequence = random.nextLong(1L << Integer.SIZE);
    Probe probe = probe(to, sequence, Tcp.SYN, data);
    sent.add(new Shot(probe, to, size, sequence));
    return probe;
  }

  /** Closes what a SYN may have opened. */
  private Probe reset(Shot shot) {
    return probe(shot.port, (shot.sequence + 1) & 0xffff_ffffL, Tcp.RST, new byte[0]);
  }

  private Probe probe(Port to, long sequence, int flags, byte[] data) {
    int from = question.syns().from().number();
    Tcp tcp = new Tcp(from, to.number(), sequence, 0, flags, WINDOW, List.of(), data);
    int identification = random.nextInt(1 << 16);
    return Probe.of(question.hop(), question.target(), identification, Carrier.TO_TARGET, tcp);
  }

  /** Takes a reply if it answers a packet of this check; returns whether it does. */
  boolean accept(Reply reply) {
    if (!all.contains(reply.probe())) {
      return false;
    }
    if (reply instanceof Reply.Segment segment) {
      answered(segment);
    } else if (reply instanceof Reply.Failed failed) {
      failed(failed);
    }
    return true;
  }

  /** A router that reports a large SYN tells what it tells about other packets. */
  private void failed(Reply.Failed failed) {
    for (Shot shot : sent) {
      if (shot.probe == failed.probe() && shot.size > MtuQuestion.SMALLEST) {
        reported |= replies.readReport(shot.size, failed);
      }
    }
  }

  private void answered(Reply.Segment segment) {
    Tcp tcp = segment.tcp();
    for (Shot shot : sent) {
      if (acknowledges(tcp, shot)) {
        if (tcp.has(Tcp.SYN)) {
          resets.add(reset(shot));
        }
        if (segment.packet().hopLimit() == plan.hopLimit().value()) {
          arrived(shot, tcp.has(Tcp.SYN));
        }
        return;
      }
    }
  }

  /** A port that does not take the data acknowledges the SYN alone. */
  private static boolean acknowledges(Tcp answer, Shot shot) {
    boolean isAnswer = answer.has(Tcp.ACK) && (answer.has(Tcp.SYN) || answer.has(Tcp.RST));
    long synAlone = (shot.sequence + 1) & 0xffff_ffffL;
    return isAnswer
        && (answer.acknowledgment() == shot.probe.acknowledgedBy()
            || answer.acknowledgment() == synAlone);
  }

  private void arrived(Shot shot, boolean opens) {
    controlled |= shot.size == plan.large() - 1;
    if (port != null && shot.size < plan.large()) {
      opening = opens ? shot : null;
      return;
    }
    if (shot.size > MtuQuestion.SMALLEST) {
      arrived = Math.max(arrived, shot.size);
    }
    if (port == null || shot.size > MtuQuestion.SMALLEST) {
      rounds = 0;
      queue.clear();
      port = shot.port;
      opening = opens ? shot : null;
    }
  }

  /** Sends large packets once more where frames were not captured. */
  void missedFrames() {
    repeats += port != null && repeats < MAX_REPEATS ? 1 : 0;
  }

  /** When the wait for the last packets ends, in ns; never while packets are still to be sent. */
  long wakeAt(long now, long timeout) {
    if (!resets.isEmpty() || (rounds == 0 && !isOver())) {
      return Long.MIN_VALUE;
    }
    return queue.isEmpty() && isWaiting(now, timeout) ? lastSentAt + timeout : Diagnosis.NEVER;
  }

  /** Whether every packet was sent and its time is up. */
  boolean done(long now, long timeout) {
    boolean awaited = reported || arrived == plan.limit().bytes() || !isWaiting(now, timeout);
    return resets.isEmpty() && queue.isEmpty() && isOver() && awaited;
  }

  /** Bytes of the largest packet that is known to have arrived, other than small ones; or 0. */
  int arrived() {
    return arrived;
  }

  /** Whether the target answers SYNs that are one byte smaller, and none of the large ones. */
  boolean vanishes() {
    return controlled && arrived == 0 && !reported && rounds >= 2;
  }

  /** Packets sent. */
  int count() {
    return all.size();
  }
}
