package dev.jnet.ping;

import dev.jnet.link.Frame;
import dev.jnet.ping.PingEvent.Damage;
import dev.jnet.ping.PingEvent.Manner;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.probe.Via;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.Checksum;
import dev.jnet.wire.Dissection;
import dev.jnet.wire.Ethernet;
import dev.jnet.wire.IcmpEcho;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.Tcp;
import java.util.ArrayDeque;
import java.util.Optional;

/**
 * Sends probes at even intervals, and counts the answers as ping does.
 *
 * <p>It ends as ping does, when one of these happens:
 *
 * <ul>
 *   <li>The deadline has come.
 *   <li>As many probes as wanted were answered. An error is an answer here, but not where there is
 *       a deadline.
 *   <li>All probes were sent, and the wait for the last answer is over. The wait is twice the
 *       longest round trip so far, and at least one interval. Before the first answer it is the
 *       question's patience.
 * </ul>
 *
 * <p>With a deadline the count is one of answers: probes leave until so many answers have come.
 */
public final class PingDiagnosis implements Diagnosis<PingResult> {
  /**
   * A TCP waits for a second before it sends a SYN-ACK again (RFC 6298 section 2), in ns. Half of
   * it leaves room for a first one that was late.
   */
  private static final long MIN_SENT_AGAIN = 500 * Nanos.MILLISECOND;

  /** A bound for memory: the oldest events are dropped when nobody takes them. */
  private static final int MAX_EVENTS = 1024;

  private final PingQuestion question;
  private final PingProbes probes;
  private final Statistics statistics;
  private final AnswerCounter answers;
  private final PingTimer timer;
  private final SentProbes sentProbes = new SentProbes();
  private final FragmentedReplies fragments = new FragmentedReplies();
  private final ArrayDeque<PingEvent> events = new ArrayDeque<>();
  private Optional<PingResult.Exchange> first = Optional.empty();
  private Optional<PingResult.Refusal> refusal = Optional.empty();

  /** A ping that has not begun. */
  public PingDiagnosis(PingQuestion question) {
    this(question, new UnsentProbes(question.schedule(), question.version()));
  }

  /**
   * A ping that follows probes which could not leave, because the next hop's hardware address was
   * unknown.
   *
   * @param unsent the probes that could not leave; they count as sent, and as errors
   */
  public PingDiagnosis(PingQuestion question, UnsentProbes unsent) {
    this.question = question;
    this.probes = new PingProbes(question);
    this.statistics = new Statistics(unsent.count());
    this.answers = new AnswerCounter(question, statistics);
    this.timer = new PingTimer(question, statistics, unsent);
  }

  @Override
  public Optional<Probe> next(long now) {
    timer.advance(now);
    if (!timer.isDue(now)) {
      return Optional.empty();
    }
    SentProbe sent = new SentProbe(timer.send(now), now);
    Probe probe = probes.make(sent.number);
    sentProbes.add(probe, sent);
    tell(new PingEvent.Sent(sent.sequence()));
    return Optional.of(probe);
  }

  @Override
  public long wakeAt() {
    return timer.wakeAt();
  }

  @Override
  public void left(Probe probe, long at) {
    sentProbes.find(probe).ifPresent(sent -> sent.leftAt = at);
  }

  @Override
  public void accept(Reply reply) {
    sentProbes.find(reply.probe()).ifPresent(sent -> accept(sent, reply));
  }

  private void accept(SentProbe sent, Reply reply) {
    if (reply instanceof Reply.Echoed echoed) {
      if (echoed.packet().isFragment()) {
        complete(fragments.first(echoed));
      } else {
        echoed(sent, echoed);
      }
    } else if (reply instanceof Reply.Datagram datagram) {
      answered(sent, reply, datagram.packet(), Manner.DATAGRAM, Optional.empty());
    } else if (reply instanceof Reply.Segment segment) {
      segment(sent, segment);
    } else if (reply instanceof Reply.Failed failed) {
      failed(sent, failed);
    } else if (reply instanceof Reply.Refused) {
      refused(sent, reply.probe());
    }
  }

  /** Counts a reply whose last fragment has come. */
  private void complete(Optional<FragmentedReplies.Whole> reply) {
    if (reply.isPresent()) {
      Reply.Echoed echoed = reply.get().reply();
      sentProbes.find(echoed.probe()).ifPresent(sent -> echoed(sent, echoed));
    }
  }

  private void echoed(SentProbe sent, Reply.Echoed echoed) {
    if (echoed.echo().checksum() == Checksum.State.WRONG) {
      long roundTrip = echoed.timing().roundTrip();
      tell(answers.corrupted(sent, echoed.probe(), echoed.packet(), echoed.echo(), roundTrip));
      return;
    }
    if (first.isEmpty() && !sent.answered) {
      first =
          Optional.of(
              new PingResult.Exchange(echoed.probe().packet(), echoed.packet(), echoed.echo()));
    }
    Optional<Damage> damage =
        echoed.intact() ? Optional.empty() : Comparison.damage(echoed.probe(), echoed.echo());
    answered(sent, echoed, echoed.packet(), Manner.ECHO, damage);
  }

  /** Counts a segment only if it acknowledges the SYN (RFC 9293 section 3.10.7.3). */
  private void segment(SentProbe sent, Reply.Segment segment) {
    Tcp tcp = segment.tcp();
    if (tcp.has(Tcp.ACK)
        && (tcp.has(Tcp.SYN) || tcp.has(Tcp.RST))
        && Comparison.acknowledges(tcp, segment.probe())
        && !isSentAgain(sent, segment)) {
      Manner manner = tcp.has(Tcp.RST) ? Manner.CLOSED : Manner.OPEN;
      answered(sent, segment, segment.packet(), manner, Optional.empty());
    }
  }

  /**
   * Whether the target sends its SYN-ACK once more, because nothing acknowledges it. That is no
   * duplicate that a network made. It happens where this machine's packet filter drops the first
   * SYN-ACK before the kernel can answer it with a RST: the kernel never saw the SYN.
   */
  private static boolean isSentAgain(SentProbe sent, Reply.Segment segment) {
    return segment.tcp().has(Tcp.SYN)
        && sent.answered
        && segment.timing().roundTrip() - sent.answeredAfter >= MIN_SENT_AGAIN;
  }

  private void failed(SentProbe sent, Reply.Failed failed) {
    if (Comparison.isClosedPort(failed, question)) {
      answered(sent, failed, failed.packet(), Manner.CLOSED, Optional.empty());
      return;
    }
    statistics.failed();
    IpPacket packet = failed.packet();
    IcmpError error = failed.error();
    switch (error.kind()) {
      case TOO_BIG -> probes.claimed(error.nextHopMtu());
      case UNREACHABLE, PARAMETER_PROBLEM -> {
        if (refusal.isEmpty() && !packet.source().equals(question.target())) {
          refusal = Optional.of(new PingResult.Refusal(packet.source(), error, packet.hopLimit()));
        }
      }
      case TIME_EXCEEDED -> {
        // the probe went round in circles, or its hop limit was small
      }
    }
    tell(
        new PingEvent.Failed(sent.sequence(), packet.source(), error, failed.timing().roundTrip()));
    timer.settled(sent.number);
  }

  private void refused(SentProbe sent, Probe probe) {
    statistics.failed();
    int length = probe.packet().totalLength();
    tell(new PingEvent.Refused(sent.sequence(), length, question.hop().mtu()));
    timer.settled(sent.number);
  }

  private void answered(
      SentProbe sent, Reply reply, IpPacket packet, Manner manner, Optional<Damage> damage) {
    boolean reordered = sent.number < timer.lastAnswered();
    tell(answers.count(sent, reply, packet, reordered, new AnswerCounter.Form(manner, damage)));
    timer.settled(sent.number);
  }

  /**
   * Finds damaged replies, later fragments of replies, and replies in another VLAN. Damage may have
   * changed the token in the data that names the probe. The identifier and the sequence number are
   * enough to report the damage, but not to take the reply for an answer.
   */
  @Override
  public void overhear(Frame frame) {
    if (question.via().kind() != Via.Kind.ICMP) {
      return;
    }
    Dissection dissection = frame.dissect();
    Optional<Ethernet> ethernet = dissection.ethernet();
    if (ethernet.isPresent() && ethernet.get().isOfAnotherVlan()) {
      if (dissection.transport().orElse(null) instanceof IcmpEcho echo
          && isForUs(dissection, echo)) {
        statistics.answeredIn(ethernet.get().vlans());
      }
      return;
    }
    if (dissection.transport().orElse(null) instanceof IcmpEcho echo && isForUs(dissection, echo)) {
      overhear(frame.at(), dissection.ip().get(), echo);
    } else if (dissection.ip().isPresent() && isLaterFragment(dissection.ip().get())) {
      complete(fragments.later(dissection.ip().get(), frame.at()));
    }
  }

  private boolean isLaterFragment(IpPacket packet) {
    return packet.fragmentOffset() > 0 && packet.protocol() == IpProtocol.icmp(packet.version());
  }

  private boolean isForUs(Dissection dissection, IcmpEcho echo) {
    return !echo.isRequest()
        && echo.identifier() == probes.identifier()
        && dissection.ip().get().source().equals(question.target());
  }

  private void overhear(long at, IpPacket packet, IcmpEcho echo) {
    Optional<Probe> probe = sentProbes.withSequence(echo.sequence());
    Optional<SentProbe> sent = probe.flatMap(sentProbes::find);
    if (sent.isPresent()) {
      long roundTrip = Math.max(0, at - sent.get().leftAt);
      tell(answers.corrupted(sent.get(), probe.get(), packet, echo, roundTrip));
    }
  }

  private void tell(PingEvent event) {
    events.add(event);
    if (events.size() > MAX_EVENTS) {
      events.remove();
    }
  }

  /** Removes the oldest event and returns it; empty when there is none. */
  public Optional<PingEvent> event() {
    return Optional.ofNullable(events.poll());
  }

  @Override
  public boolean done() {
    return timer.isDone();
  }

  @Override
  public PingResult result() {
    return new PingResult(
        timer.sent(),
        statistics.received(),
        timer.elapsed(),
        statistics.incidents(),
        statistics.roundTrips(),
        timer.pipe(),
        statistics.hopLimits(),
        statistics.responders(),
        statistics.otherVlans(),
        first,
        refusal);
  }
}
