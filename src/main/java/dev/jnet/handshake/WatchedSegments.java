package dev.jnet.handshake;

import dev.jnet.handshake.HandshakeResult.Filter;
import dev.jnet.handshake.HandshakeResult.Status;
import dev.jnet.probe.Reply;
import dev.jnet.tcp.Ending;
import dev.jnet.tcp.OptionsInForce;
import dev.jnet.tcp.Seq;
import dev.jnet.tcp.TcpState;
import dev.jnet.wire.Checksum;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.Tcp;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What is known of a connection that this machine's kernel makes from its captured segments. */
final class WatchedSegments {
  private static final long NONE_SEEN = -1;

  private final HandshakeQuestion question;
  private final Ladder ladder;
  private final SideStates ours = new SideStates(TcpState.CLOSED);
  private final Set<Remark> remarks = EnumSet.noneOf(Remark.class);
  private PortAnswer answer = PortAnswer.none(true);
  private Ending ending = Ending.NONE;
  private long isn;
  private long acknowledged;
  private long theirFin = NONE_SEEN;
  private long synAt;
  private boolean complete;

  WatchedSegments(HandshakeQuestion question) {
    this.question = question;
    this.ladder = new Ladder(question);
  }

  /**
   * Takes a segment that left this host.
   *
   * @param at ns on the link's clock
   */
  void sent(IpPacket packet, Tcp tcp, long at) {
    ours.sends(tcp);
    if (tcp.has(Tcp.SYN)) {
      isn = tcp.sequence();
      acknowledged = isn;
      synAt = at;
    } else if (ours.state() == TcpState.TIME_WAIT && acknowledgesTheirFin(tcp)) {
      ending = Ending.CLOSED;
      complete = true;
    }
    ladder.seen(true, packet, tcp, at, ours.state());
  }

  private boolean acknowledgesTheirFin(Tcp tcp) {
    return theirFin != NONE_SEEN && Seq.less(theirFin, tcp.acknowledgment());
  }

  /**
   * Takes a segment that arrived.
   *
   * @param weHaveClosed whether this side has been closed
   * @return whether it brought something new: an answer to the SYN, data, or a FIN
   */
  boolean received(IpPacket packet, Tcp tcp, long at, boolean weHaveClosed) {
    boolean news = take(tcp, at, weHaveClosed);
    ladder.seen(false, packet, tcp, at, ours.state());
    return news;
  }

  private boolean take(Tcp tcp, long at, boolean weHaveClosed) {
    if (tcp.checksum() == Checksum.State.WRONG) {
      remarks.add(Remark.WRONG_CHECKSUM);
      return false;
    }
    TcpState before = ours.state();
    ours.receives(tcp);
    boolean answers = before == TcpState.SYN_SENT && answered(tcp, at);
    if (before != TcpState.SYN_SENT && tcp.has(Tcp.RST) && ending == Ending.NONE) {
      ending = Ending.RESET;
      remarks.add(Remark.ofReset(weHaveClosed));
    } else if (before == TcpState.LAST_ACK && ours.state() == TcpState.CLOSED) {
      ending = Ending.CLOSED;
    }
    if (tcp.has(Tcp.ACK)) {
      acknowledged = tcp.acknowledgment();
    }
    if (tcp.has(Tcp.FIN)) {
      theirFin = Seq.plus(tcp.sequence(), tcp.payload().length);
    }
    return answers || tcp.sequenceLength() > 0;
  }

  /** Takes a segment that came while the SYN waits; returns whether it answers the SYN. */
  private boolean answered(Tcp tcp, long at) {
    if (tcp.has(Tcp.RST)) {
      answer = answer.then(Status.CLOSED, timing(at));
      ending = Ending.REFUSED;
    } else if (tcp.has(Tcp.SYN)) {
      answer = answer.then(Status.OPEN, timing(at));
    } else {
      remarks.add(Remark.CHALLENGE_ACK);
      return false;
    }
    return true;
  }

  private Reply.Timing timing(long at) {
    return new Reply.Timing(at, Math.max(0, at - synAt), true, false);
  }

  /** Takes an ICMP error about a segment of this host. */
  void failed(IpPacket packet, IcmpError error, long at) {
    if (ours.state() == TcpState.SYN_SENT && error.kind() != IcmpError.Kind.TOO_BIG) {
      answer = answer.then(new Filter(packet.source(), error), timing(at));
    }
    ladder.failed(packet, error, at, ours.state());
  }

  /** This host's state. */
  TcpState state() {
    return ours.state();
  }

  PortAnswer answer() {
    return answer;
  }

  /** Notes that the kernel is connected although no segment was captured. */
  void openElsewhere() {
    answer = new PortAnswer(Status.OPEN, answer.filter(), PortAnswer.none(true).roundTrip(), true);
    remarks.add(Remark.SEGMENTS_ELSEWHERE);
  }

  /** Whether no SYN of this host was captured. */
  boolean isUnseen() {
    return ladder.syn().isEmpty();
  }

  /**
   * Notes that the kernel has given up, and has no connection. Without an answer the port is
   * filtered. Where a SYN-ACK came, the kernel did not take it.
   */
  void notConnected() {
    if (answer.status() == Status.OPEN) {
      answer = answer.notTaken();
      remarks.add(Remark.ANSWER_NOT_TAKEN);
      ladder.neverEstablished();
    } else {
      answer = answer.orSilence();
    }
  }

  Ending ending() {
    return ending;
  }

  /** Notes an end that no segment shows. */
  void end(Ending how) {
    ending = how;
  }

  void remark(Remark remark) {
    remarks.add(remark);
  }

  /**
   * Whether the last acknowledgment of this host has left, after which no segment has to follow.
   */
  boolean isComplete() {
    return complete;
  }

  /** Whether the SYN and {@code bytes} bytes of data after it are acknowledged. */
  boolean isAcknowledged(int bytes) {
    return Seq.lessOrEqual(Seq.plus(isn, 1L + bytes), acknowledged);
  }

  /**
   * All that is known of the connection.
   *
   * @param complaint the kernel's error, where the segments show no answer
   */
  HandshakeResult result(byte[] reply, Optional<String> complaint) {
    Optional<Tcp> syn = ladder.syn();
    Optional<Tcp> synAck = ladder.synAck();
    OptionsInForce options =
        syn.isPresent() && synAck.isPresent()
            ? OptionsInForce.seen(question.settings(), syn.get(), synAck.get())
            : OptionsInForce.none(question.settings());
    int mss = synAck.isPresent() ? options.effectiveMss() : 0;
    Ladder.Terms terms = new Ladder.Terms(options, mss, ending);
    return ladder.result(answer, terms, reply, remarks, complaint);
  }
}
