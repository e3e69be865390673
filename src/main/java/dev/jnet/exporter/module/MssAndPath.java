package dev.jnet.exporter.module;

import dev.jnet.mss.MssDiagnosis;
import dev.jnet.mss.MssQuestion;
import dev.jnet.mss.MssResult;
import dev.jnet.mtu.MtuQuestion;
import dev.jnet.mtu.MtuResult;
import dev.jnet.mtu.segment.SegmentMtuDiagnosis;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.unit.Mtu;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.Addresses;
import java.util.Optional;

/** Asks what the SYNs say about segments, and, where the port is open, what the path carries. */
final class MssAndPath implements Diagnosis<MssAndPath.Result> {
  /** How long to wait for a SYN-ACK from a port that is known to be open, in ns. */
  private static final long OPEN_PORT_PATIENCE = 2 * Nanos.SECOND;

  private final MssQuestion question;
  private final MssDiagnosis syns;
  private Optional<SegmentMtuDiagnosis> path = Optional.empty();

  /**
   * The answer.
   *
   * @param path empty where the port is not open
   */
  record Result(MssResult syns, Optional<MtuResult> path) {}

  MssAndPath(MssQuestion question) {
    this.question = question;
    this.syns = new MssDiagnosis(question);
  }

  @Override
  public Optional<Probe> next(long now) {
    if (path.isEmpty()) {
      Optional<Probe> probe = syns.next(now);
      if (probe.isPresent() || !syns.done() || !isOpen()) {
        return probe;
      }
      Mtu most = MtuQuestion.most(question.hop(), Addresses.version(question.target()));
      MtuQuestion size = new MtuQuestion(question.target(), question.hop(), most, question.seed());
      path =
          Optional.of(
              new SegmentMtuDiagnosis(
                  size, question.port(), question.localPort(), OPEN_PORT_PATIENCE));
    }
    return path.get().next(now);
  }

  private boolean isOpen() {
    return syns.result().status() == MssResult.Status.OPEN;
  }

  private Diagnosis<?> current() {
    return path.isPresent() ? path.get() : syns;
  }

  @Override
  public void accept(Reply reply) {
    current().accept(reply);
  }

  @Override
  public void missedFrames() {
    current().missedFrames();
  }

  @Override
  public void left(Probe probe, long at) {
    current().left(probe, at);
  }

  @Override
  public long wakeAt() {
    boolean isBetween = path.isEmpty() && syns.done() && isOpen();
    return isBetween ? Long.MIN_VALUE : current().wakeAt();
  }

  @Override
  public boolean done() {
    return path.isPresent() ? path.get().done() : syns.done() && !isOpen();
  }

  @Override
  public Result result() {
    return new Result(syns.result(), path.map(SegmentMtuDiagnosis::result));
  }
}
