package dev.jnet.mtu;

import dev.jnet.mtu.MtuResult.Bottleneck;
import dev.jnet.mtu.MtuResult.DontFragment;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.probe.Via;
import dev.jnet.unit.Mtu;
import dev.jnet.unit.Ttl;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.IcmpError;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Optional;

/**
 * Finds the hop after which large packets vanish. It sends large packets, and small ones beside
 * them, with rising TTLs all at once. Large datagrams to a closed port of the target show whether
 * only the return path is narrow, because the answer to them is small.
 */
final class Sweep {
  /** How often a silent hop is asked; twice as often where much is lost. */
  private static final int SWEEPS = 2;

  private static final int MUCH_LOSS = 6;
  private static final int MAX_HOPS = 40;

  /** How many large datagrams leave in a round, each of a flow of its own. */
  private static final int MIN_FLOWS = 2;

  private static final int MAX_FLOWS = 6;

  /** How many further rounds may be asked where frames were not captured. */
  private static final int MAX_REPEATS = 3;

  private final ProbeFactory probes;
  private final Carrier carrier;
  private final InetAddress target;
  private final Plan plan;
  private final Optional<SynCheck> syns;
  private final int routers;
  private final InetAddress[] largeSeen;
  private final boolean[] smallSeen;
  private final Deque<Shot> queue = new ArrayDeque<>();
  private final IdentityHashMap<Probe, Shot> sent = new IdentityHashMap<>();
  private int maxTries;
  private int tries;
  private long lastSentAt;
  private int arrived;
  private boolean answersDatagrams;
  private DontFragment dontFragment = DontFragment.UNKNOWN;

  /**
   * What a sweep asks.
   *
   * @param routers how many there are before the target, as its replies suggest
   * @param large bytes of a packet that is not answered
   * @param limit the largest packet that can be sent
   * @param maxTries how often to ask a silent hop
   * @param datagrams whether datagrams may test how large a packet can arrive
   */
  record Plan(int routers, int large, Mtu limit, int maxTries, boolean datagrams) {
    /** How to sweep with this size, after these replies to the other probes. */
    static Plan of(MtuQuestion question, int large, ReplyReader replies, boolean datagrams) {
      boolean muchLoss = replies.losses().silencesNeeded() > MUCH_LOSS;
      int tries = muchLoss ? 2 * SWEEPS : SWEEPS;
      int routers = replies.returnPath().routers();
      return new Plan(routers, large, question.limit(), tries, datagrams);
    }
  }

  /** One packet of the sweep. */
  private record Shot(int size, Ttl ttl, boolean datagram) {}

  /**
   * A sweep that has not begun.
   *
   * @param syns asks by TCP, where that may show more than the carrier's probes
   */
  Sweep(
      ProbeFactory probes,
      Carrier carrier,
      InetAddress target,
      Plan plan,
      Optional<SynCheck> syns) {
    this.probes = probes;
    this.carrier = carrier;
    this.target = target;
    this.plan = plan;
    this.syns = syns;
    this.maxTries = plan.maxTries();
    this.routers = Math.min(plan.routers(), MAX_HOPS);
    this.largeSeen = new InetAddress[routers + 1];
    this.smallSeen = new boolean[routers + 1];
  }

  /** The next packet of the sweep. A silent one is repeated once its answer would have arrived. */
  Optional<Probe> next(long now, long timeout) {
    if (queue.isEmpty() && tries < maxTries && !isWaiting(now, timeout)) {
      tries++;
      queueRound();
    }
    Shot shot = queue.poll();
    if (shot == null) {
      return syns.flatMap(check -> check.next(now, timeout));
    }
    Probe probe =
        shot.datagram ? probes.datagram(shot.size, shot.ttl) : carrier.probe(shot.size, shot.ttl);
    sent.put(probe, shot);
    lastSentAt = now;
    return Optional.of(probe);
  }

  /**
   * Queues a round. The first asks all routers, later ones only those that matter and are still
   * unknown.
   */
  private void queueRound() {
    int reached = reached();
    int last = tries == 1 ? routers : firstAnsweringBehind(reached).orElse(routers);
    for (int hop = reached + 1; hop <= last; hop++) {
      queue.add(new Shot(plan.large(), new Ttl(hop), false));
      if (!smallSeen[hop]) {
        queue.add(new Shot(MtuQuestion.SMALLEST, new Ttl(hop), false));
      }
    }
    if (plan.datagrams() && !answersDatagrams && arrived == 0) {
      queue.add(new Shot(plan.large() - 1, Carrier.TO_TARGET, true));
    }
    if (plan.datagrams() && arrived < plan.limit().bytes()) {
      queue.add(new Shot(plan.limit().bytes(), Carrier.TO_TARGET, true));
    }
    if (plan.datagrams() && arrived < plan.large() && plan.large() < plan.limit().bytes()) {
      // datagrams may take another path than the probes, and no router shows that they do not
      int flows = tries > 1 && reached == routers ? MAX_FLOWS : MIN_FLOWS;
      queue.addAll(Collections.nCopies(flows, new Shot(plan.large(), Carrier.TO_TARGET, true)));
    }
  }

  private boolean isWaiting(long now, long timeout) {
    return tries > 0 && now - lastSentAt < timeout;
  }

  /** When the wait for the last packets ends, in ns; never while packets are still to be sent. */
  long wakeAt(long now, long timeout) {
    long next = syns.map(check -> check.wakeAt(now, timeout)).orElse(Diagnosis.NEVER);
    boolean waiting = queue.isEmpty() && isWaiting(now, timeout);
    return waiting ? Math.min(next, lastSentAt + timeout) : next;
  }

  /** Asks once more where frames were not captured while answers were awaited. */
  void missedFrames() {
    syns.ifPresent(SynCheck::missedFrames);
    if (tries > 0 && tries == maxTries && tries < plan.maxTries() + MAX_REPEATS) {
      maxTries++;
    }
  }

  /** Whether every packet was sent and its time is up. */
  boolean done(long now, long timeout) {
    return queue.isEmpty()
        && tries == maxTries
        && now - lastSentAt >= timeout
        && syns.map(check -> check.done(now, timeout)).orElse(true);
  }

  /** Takes a reply if it answers a packet of the sweep; returns whether it does. */
  boolean accept(Reply reply) {
    Shot shot = sent.get(reply.probe());
    if (shot == null) {
      return syns.isPresent() && syns.get().accept(reply);
    }
    if (reply instanceof Reply.Failed failed) {
      acceptError(shot, failed);
    } else if (shot.datagram && reply instanceof Reply.Datagram) {
      datagramArrived(shot);
    }
    return true;
  }

  private void datagramArrived(Shot shot) {
    answersDatagrams |= shot.size < plan.large();
    arrived = Math.max(arrived, shot.size < plan.large() ? 0 : shot.size);
  }

  private void acceptError(Shot shot, Reply.Failed failed) {
    boolean fromTarget = failed.packet().source().equals(target);
    if (shot.datagram) {
      if (fromTarget && failed.error().kind() == IcmpError.Kind.UNREACHABLE) {
        datagramArrived(shot);
        dontFragment = FragmentCheck.quoted(failed);
      }
    } else if (failed.error().kind() == IcmpError.Kind.TIME_EXCEEDED && !fromTarget) {
      int hop = shot.ttl.value();
      if (shot.size == plan.large()) {
        largeSeen[hop] = failed.packet().source();
      } else {
        smallSeen[hop] = true;
      }
    }
  }

  /** The last hop that a large packet reached; 0 when it reached none. */
  private int reached() {
    for (int hop = routers; hop > 0; hop--) {
      if (largeSeen[hop] != null) {
        return hop;
      }
    }
    return 0;
  }

  /** The first hop after {@code reached} that answers small packets. */
  private Optional<Integer> firstAnsweringBehind(int reached) {
    for (int hop = reached + 1; hop <= routers; hop++) {
      if (smallSeen[hop]) {
        return Optional.of(hop);
      }
    }
    return Optional.empty();
  }

  /**
   * Where large packets vanish: after the last router that answered a large one. Without one: on
   * this machine's link if the first router answers small packets, or there is no router; otherwise
   * unknown.
   */
  Optional<Bottleneck> bottleneck() {
    int reached = reached();
    if (reached > 0) {
      return Optional.of(new Bottleneck(reached, Optional.of(largeSeen[reached]), false));
    }
    boolean onThisLink = routers == 0 || smallSeen[1];
    return onThisLink ? Optional.of(new Bottleneck(0, Optional.empty(), false)) : Optional.empty();
  }

  /**
   * Bytes of the largest packet with a datagram or a segment that is known to have arrived at the
   * target, or 0.
   */
  int arrived() {
    return Math.max(arrived, arrivedByTcp());
  }

  private int arrivedByTcp() {
    return syns.map(SynCheck::arrived).orElse(0);
  }

  /**
   * Bytes of a datagram that arrived although the carrier's datagrams of that size stayed silent:
   * the target answers too few of them. 0 where there is none, or for probes of another kind: a
   * firewall may drop large ones of that kind alone, or the replies to them.
   */
  int refuting() {
    return carrier instanceof DatagramCarrier ? arrived : 0;
  }

  /** Whether a large segment arrived, and datagrams may be dropped alone or answered rarely. */
  boolean isInDoubt() {
    return carrier instanceof DatagramCarrier && arrivedByTcp() > 0;
  }

  /** Bytes of the largest other packet that arrived where echo requests are the probes; or 0. */
  int arrivedBesideEchoes() {
    return carrier instanceof EchoCarrier ? arrived() : 0;
  }

  Via.Kind arrivedBy() {
    return arrivedByTcp() >= arrived ? Via.Kind.TCP : Via.Kind.UDP;
  }

  /**
   * Whether large packets are dropped on their way to the target, and not the replies to them: the
   * target answers small SYNs or small datagrams, and no large ones; or two routers behind the
   * place answer small packets only. These answers are small. One router is not enough, because it
   * may limit its answers. Routers are not enough where the large packets are echo requests,
   * because a firewall may drop those alone. Where the large packets reach the last router, SYNs
   * are not enough, because they may take another path, on which they end before it.
   */
  boolean isOnTheWayThere() {
    int behind = 0;
    for (int hop = reached() + 1; hop <= routers; hop++) {
      behind += smallSeen[hop] ? 1 : 0;
    }
    boolean routersTell = behind >= 2 && !(carrier instanceof EchoCarrier);
    boolean answersAreSmall =
        Addresses.version(target) == 6 || plan.large() > DatagramCarrier.LARGEST_ERROR;
    boolean synsTell = routers == 0 || reached() < routers;
    return arrived() == 0
        && ((synsTell && syns.map(SynCheck::vanishes).orElse(false))
            || (answersAreSmall && (routersTell || (answersDatagrams && tries > 1))));
  }

  DontFragment dontFragment() {
    return dontFragment;
  }

  int large() {
    return plan.large();
  }

  int count() {
    return sent.size() + syns.map(SynCheck::count).orElse(0);
  }
}
