package dev.jnet.mtu.segment;

import dev.jnet.mtu.MissedReports;
import dev.jnet.mtu.MtuDiagnosis;
import dev.jnet.mtu.MtuQuestion;
import dev.jnet.mtu.MtuResult;
import dev.jnet.mtu.MtuResult.Failure;
import dev.jnet.mtu.MtuSearch;
import dev.jnet.probe.FlowLabel;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.probe.Via;
import dev.jnet.unit.Port;
import dev.jnet.wire.Addresses;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Searches for the path MTU with TCP segments. It opens a connection, searches on it, and closes it
 * in an orderly way. Where the port is closed and the question allows SYNs, it searches with those.
 */
public final class SegmentMtuDiagnosis implements MtuSearch {
  /** How far the search is. It only ever goes down this list. */
  private enum Phase {
    /** Nothing was sent. */
    NEW,
    /** A SYN was sent. */
    CONNECTING,
    /** Probes travel on the connection. */
    SEARCHING,
    /** The port is closed, and SYNs with data are the probes: resets answer them. */
    SYNS,
    /** The connection is being closed, or was given up. */
    CLOSING,
    /** The connection is over, or there never was one. */
    OVER
  }

  private final MtuQuestion question;
  private final Port port;
  private final Port localPort;
  private final long patience;
  private Phase phase = Phase.NEW;

  /** Null in NEW, and when the search was given up before it began. */
  private ProbedConnection connection;

  /** Null until SEARCHING. */
  private SegmentCarrier carrier;

  private MtuDiagnosis search;
  private boolean overBySyns;

  /** The searches that had to begin anew. Routers may still report what they sent. */
  private final List<MtuDiagnosis> before = new ArrayList<>();

  /**
   * A search that has not begun.
   *
   * @param port of the target, which must be open
   * @param localPort a port on which this machine's kernel answers nothing
   * @param patience how long to wait for an answer to the SYNs, in ns
   */
  public SegmentMtuDiagnosis(MtuQuestion question, Port port, Port localPort, long patience) {
    this.question = question;
    this.port = port;
    this.localPort = localPort;
    this.patience = patience;
    this.search = new MtuDiagnosis(question);
  }

  @Override
  public Optional<Probe> next(long now) {
    if (phase == Phase.NEW) {
      connect(now);
    }
    if (connection == null) {
      return Optional.empty();
    }
    if (phase == Phase.CONNECTING && connection.isRefused() && !question.syns().to().isEmpty()) {
      phase = Phase.SYNS;
      search = syns();
    }
    if (phase == Phase.SYNS) {
      return searchBySyns(now);
    }
    Optional<Probe> due = connection.next(now);
    if (due.isEmpty() && (phase == Phase.CONNECTING || phase == Phase.SEARCHING)) {
      due = search(now);
    }
    return due.isPresent() ? due : end(now);
  }

  /** From NEW to CONNECTING. */
  private void connect(long now) {
    phase = Phase.CONNECTING;
    connection = new ProbedConnection(question, port, localPort, patience, now);
  }

  /**
   * The next probe, or the first segment of the connection's end:
   *
   * <ol>
   *   <li>the connection cannot carry data: nothing
   *   <li>acknowledgments cannot show which segments arrived: close the connection
   *   <li>the server closed long ago: close the connection
   *   <li>the next timestamp would repeat the last one: nothing yet
   *   <li>a probe is due: send it; one is unanswered: wait for it
   *   <li>the search is over: close the connection
   * </ol>
   */
  private Optional<Probe> search(long now) {
    if (!connection.maySend()) {
      return Optional.empty();
    }
    if (phase == Phase.CONNECTING) {
      beginSearch(now);
    }
    connection.noteRemoteClose(now);
    if (carrier.sign() == SegmentCarrier.Sign.NONE) {
      connection.failWithoutSign();
      return close(now);
    }
    if (now >= connection.forgottenAt()) {
      connection.failUnacknowledged();
      return close(now);
    }
    if (now < carrier.readyAt()) {
      return Optional.empty();
    }
    carrier.now(now);
    Optional<Probe> probe = search.next(now);
    return probe.isPresent() || !search.done() ? probe : close(now);
  }

  private MtuDiagnosis syns() {
    MtuQuestion alone =
        new MtuQuestion(question.target(), question.hop(), question.limit(), question.seed());
    Via via = Via.tcp(port);
    return MtuDiagnosis.ofFlow(alone, via, new FlowLabel(localPort, 0, 1), false);
  }

  /** The next SYN with data. From SYNS to OVER when the search is over. */
  private Optional<Probe> searchBySyns(long now) {
    Optional<Probe> probe = search.next(now);
    overBySyns = probe.isEmpty() && search.done();
    phase = overBySyns ? Phase.OVER : phase;
    return probe;
  }

  /** From CONNECTING to SEARCHING. */
  private void beginSearch(long now) {
    phase = Phase.SEARCHING;
    carrier = connection.carrier(now);
    search = new MtuDiagnosis(question, carrier);
  }

  /** From SEARCHING to CLOSING. */
  private Optional<Probe> close(long now) {
    phase = Phase.CLOSING;
    return connection.close(now);
  }

  /**
   * Ends the connection when nothing else has to be sent:
   *
   * <ol>
   *   <li>the connection is over. From anywhere to OVER
   *   <li>the server takes too long to send its FIN: reset the connection, so that its ports are
   *       free for the next one
   * </ol>
   */
  private Optional<Probe> end(long now) {
    if (connection.isOver()) {
      phase = Phase.OVER;
      return Optional.empty();
    }
    return connection.resetIfLate(now);
  }

  private boolean isBySyns() {
    return phase == Phase.SYNS || overBySyns;
  }

  @Override
  public boolean answered() {
    boolean arrives = isBySyns() && search.answered();
    return arrives || carrier != null || (connection != null && connection.maySend());
  }

  /** From NEW to OVER; from anywhere else to CLOSING, with a reset when TCP requires one. */
  @Override
  public void abandon(long now) {
    if (connection == null || phase == Phase.SYNS) {
      phase = Phase.OVER;
    } else {
      phase = Phase.CLOSING;
      connection.abandon(now);
    }
  }

  @Override
  public void accept(Reply reply) {
    if (connection == null) {
      return;
    }
    if (phase == Phase.SYNS) {
      search.accept(reply);
      return;
    }
    connection.accept(reply);
    if (carrier == null) {
      return;
    }
    if (reply instanceof Reply.Segment segment
        && carrier.learns(segment.tcp(), reply.timing().at())) {
      before.add(search);
      search = new MtuDiagnosis(question, carrier);
    } else {
      before.forEach(earlier -> earlier.accept(reply));
      search.accept(carrier.attributed(reply));
    }
  }

  @Override
  public void missedFrames() {
    search.missedFrames();
  }

  @Override
  public long wakeAt() {
    return switch (phase) {
      case NEW -> Long.MIN_VALUE;
      case CONNECTING -> connection.maySend() ? Long.MIN_VALUE : connection.wakeAt();
      case SEARCHING -> connection.maySend() ? searchWakeAt() : connection.wakeAt();
      case SYNS -> search.wakeAt();
      case CLOSING -> connection.wakeAt();
      case OVER -> NEVER;
    };
  }

  private long searchWakeAt() {
    long probeAt = Math.max(search.wakeAt(), carrier.readyAt());
    return Math.min(connection.wakeAt(), Math.min(connection.forgottenAt(), probeAt));
  }

  @Override
  public boolean done() {
    return phase == Phase.OVER;
  }

  @Override
  public MtuResult result() {
    List<MtuResult> known = new ArrayList<>();
    before.forEach(earlier -> known.add(earlier.result()));
    MtuResult result = MissedReports.added(search.result(), known);
    if (connection == null || isBySyns()) {
      return result;
    }
    Optional<Failure> failure = connection.failure();
    boolean opened = carrier != null || connection.isReset();
    return opened && showsNothing(result)
        ? result.unanswered(failure.orElseGet(connection::unacknowledged))
        : failure.map(result::withFailure).orElse(result);
  }

  /**
   * Whether an established connection says nothing about the path:
   *
   * <ol>
   *   <li>the server acknowledged no probe
   *   <li>it closed its half before anything larger arrived than any path carries (RFC 791, RFC
   *       8200)
   * </ol>
   */
  private boolean showsNothing(MtuResult result) {
    if (result.status() == MtuResult.Status.NO_REPLY) {
      return true;
    }
    int carriedByAll = Addresses.version(question.target()) == 4 ? 576 : 1280;
    return connection.isRemoteClosed()
        && result.confidence() == MtuResult.Confidence.BRACKETED
        && result.lower() <= carriedByAll;
  }
}
