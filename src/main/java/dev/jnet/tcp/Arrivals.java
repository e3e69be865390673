package dev.jnet.tcp;

import dev.jnet.wire.Checksum;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.TcpOption;

/** Applies the rules for an arriving segment, in the order of RFC 9293 section 3.10.7. */
final class Arrivals {
  private final Tcb tcb;
  private long windowSequence;
  private long windowAcknowledgment;

  Arrivals(Tcb tcb) {
    this.tcb = tcb;
  }

  /** Takes a segment that arrived at {@code at} ns. A damaged one counts as lost. */
  void accept(Tcp segment, long at) {
    if (segment.checksum() == Checksum.State.WRONG) {
      return;
    }
    switch (tcb.state()) {
      case CLOSED -> tcb.refuse(segment);
      case LISTEN -> acceptListening(segment, at);
      case SYN_SENT -> acceptSynSent(segment, at);
      default -> acceptSynchronized(segment, at);
    }
    if (tcb.state() != TcpState.CLOSED && tcb.state() != TcpState.TIME_WAIT) {
      tcb.sender.arm(at);
    }
  }

  private void acceptListening(Tcp segment, long at) {
    if (segment.has(Tcp.RST)) {
      return;
    }
    if (segment.has(Tcp.ACK)) {
      tcb.refuse(segment);
    } else if (segment.has(Tcp.SYN)) {
      tcb.remotePort(segment.sourcePort());
      synchronize(segment);
      tcb.sender.window(segment.window(), at);
      tcb.become(TcpState.SYN_RECEIVED, at);
    }
  }

  private void acceptSynSent(Tcp segment, long at) {
    boolean ack = segment.has(Tcp.ACK);
    if (ack && !tcb.sender.isNews(segment.acknowledgment())) {
      tcb.refuse(segment);
      return;
    }
    if (segment.has(Tcp.RST)) {
      if (ack) {
        tcb.end(Ending.REFUSED, at);
      }
      return;
    }
    if (!segment.has(Tcp.SYN)) {
      return;
    }
    synchronize(segment);
    if (ack) {
      tcb.sender.acknowledged(segment.acknowledgment(), at);
      takeWindow(segment, segment.window(), at);
      tcb.become(TcpState.ESTABLISHED, at);
      tcb.acknowledgeNow();
      takeText(segment, Seq.plus(segment.sequence(), 1), at);
    } else {
      tcb.sender.window(segment.window(), at);
      tcb.sender.resendSyn();
      tcb.become(TcpState.SYN_RECEIVED, at);
    }
  }

  private void synchronize(Tcp segment) {
    tcb.options.agree(segment);
    tcb.receiver.synchronize(
        segment.sequence(), tcb.options.ourShift(), tcb.state() == TcpState.SYN_SENT);
    tcb.sender.mss(tcb.options.effectiveMss());
  }

  private void acceptSynchronized(Tcp segment, long at) {
    boolean repeatedSyn =
        tcb.state() == TcpState.SYN_RECEIVED
            && segment.has(Tcp.SYN)
            && segment.sequence() == tcb.receiver.irs();
    if (repeatedSyn && !segment.has(Tcp.ACK)) {
      tcb.sender.resendSyn();
      return;
    }
    // a simultaneous open repeats the SYN; only what follows it counts
    long sequence = repeatedSyn ? tcb.receiver.next() : segment.sequence();
    int length = segment.sequenceLength() - (repeatedSyn ? 1 : 0);
    if (tcb.options.isOld(segment)) {
      tcb.challenge(segment, at);
      return;
    }
    boolean closedWindowProbe =
        tcb.receiver.window() == 0 && length > 0 && sequence == tcb.receiver.next();
    if (!closedWindowProbe && !tcb.receiver.isAcceptable(sequence, length)) {
      acceptOutside(segment, at);
      return;
    }
    tcb.options.remember(segment);
    if (segment.has(Tcp.RST)) {
      acceptReset(sequence, segment, at);
      return;
    }
    if (segment.has(Tcp.SYN) && !repeatedSyn) {
      tcb.challenge(segment, at); // RFC 5961 section 4: a restarted peer answers with a RST
      return;
    }
    if (!segment.has(Tcp.ACK) || !takeAcknowledgment(segment, at)) {
      return;
    }
    if (closedWindowProbe) {
      tcb.acknowledgeNow();
    } else {
      takeText(segment, sequence, at);
    }
  }

  private void acceptOutside(Tcp segment, long at) {
    if (segment.has(Tcp.RST)) {
      return;
    }
    int old = Seq.distance(segment.sequence(), tcb.receiver.next());
    if (segment.payload().length > 0 && old > 0) {
      long end = Seq.plus(segment.sequence(), Math.min(old, segment.payload().length));
      tcb.duplicated(new TcpOption.Sack.Block(segment.sequence(), end));
    }
    if (tcb.state() == TcpState.TIME_WAIT && segment.has(Tcp.FIN)) {
      tcb.waitForOldSegments(at);
    }
    tcb.challenge(segment, at);
  }

  private void acceptReset(long sequence, Tcp segment, long at) {
    if (sequence != tcb.receiver.next()) {
      tcb.challenge(segment, at); // RFC 5961 section 3: only the exact number is believed
    } else if (tcb.state() == TcpState.SYN_RECEIVED) {
      tcb.end(Ending.REFUSED, at);
    } else if (tcb.isFinished()) {
      tcb.end(Ending.CLOSED, at);
    } else {
      tcb.end(Ending.RESET, at);
    }
  }

  /** Returns false when the segment must be ignored from here on. */
  private boolean takeAcknowledgment(Tcp segment, long at) {
    long ack = segment.acknowledgment();
    if (tcb.state() == TcpState.SYN_RECEIVED) {
      if (!tcb.sender.isNews(ack)) {
        tcb.refuse(segment);
        return false;
      }
      tcb.sender.acknowledged(ack, at);
      takeWindow(segment, scaled(segment), at);
      tcb.become(TcpState.ESTABLISHED, at);
    } else if (Seq.less(tcb.sender.nextNew(), ack)
        || Seq.less(ack, Seq.plus(tcb.sender.una(), -tcb.sender.largestWindow()))) {
      tcb.challenge(segment, at); // RFC 5961 section 5
      return false;
    } else if (tcb.sender.isNews(ack)) {
      tcb.sender.acknowledged(ack, at);
    } else if (ack == tcb.sender.una()
        && segment.sequenceLength() == 0
        && tcb.sender.inFlight() > 0
        && scaled(segment) == tcb.sender.window()) {
      tcb.sender.duplicateAcknowledged();
    }
    boolean newer =
        Seq.less(windowSequence, segment.sequence())
            || (windowSequence == segment.sequence() && Seq.lessOrEqual(windowAcknowledgment, ack));
    if (newer && Seq.lessOrEqual(tcb.sender.una(), ack)) {
      takeWindow(segment, scaled(segment), at);
    }
    if (tcb.sender.finAcknowledged()) {
      finAcknowledged(at);
    }
    return tcb.state() != TcpState.CLOSED;
  }

  private void finAcknowledged(long at) {
    if (tcb.state() == TcpState.FIN_WAIT_1) {
      tcb.become(TcpState.FIN_WAIT_2, at);
    } else if (tcb.state() == TcpState.CLOSING) {
      tcb.waitForOldSegments(at);
    } else if (tcb.state() == TcpState.LAST_ACK) {
      tcb.end(Ending.CLOSED, at);
    }
  }

  private long scaled(Tcp segment) {
    return (long) segment.window() << tcb.options.theirShift();
  }

  private void takeWindow(Tcp segment, long window, long at) {
    windowSequence = segment.sequence();
    windowAcknowledgment = segment.acknowledgment();
    tcb.sender.window(window, at);
  }

  private void takeText(Tcp segment, long sequence, long at) {
    boolean fin = segment.has(Tcp.FIN);
    if (segment.payload().length == 0 && !fin) {
      return;
    }
    if (!tcb.state().mayReceive()) {
      tcb.acknowledgeNow(); // a FIN that came again
      return;
    }
    boolean inOrder = tcb.receiver.take(sequence, segment.payload(), fin);
    if (inOrder && !fin && tcb.settings.ackDelay() > 0 && tcb.mayDelayAcknowledgment()) {
      tcb.acknowledgeBy(at + tcb.settings.ackDelay());
    } else {
      tcb.acknowledgeNow();
    }
    if (tcb.receiver.finReceived()) {
      tcb.acknowledgeNow();
      finReceived(at);
    }
  }

  private void finReceived(long at) {
    if (tcb.state() == TcpState.ESTABLISHED) {
      tcb.become(TcpState.CLOSE_WAIT, at);
    } else if (tcb.state() == TcpState.FIN_WAIT_1) {
      tcb.become(TcpState.CLOSING, at); // our FIN is not acknowledged yet
    } else if (tcb.state() == TcpState.FIN_WAIT_2) {
      tcb.waitForOldSegments(at);
    }
  }
}
