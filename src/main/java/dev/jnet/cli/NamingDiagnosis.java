package dev.jnet.cli;

import dev.jnet.link.Frame;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import java.util.Optional;

/** A diagnosis around a diagnosis, which has the names of all who answer looked up meanwhile. */
record NamingDiagnosis<R>(Diagnosis<R> diagnosis, World world) implements Diagnosis<R> {
  @Override
  public Optional<Probe> next(long now) {
    return diagnosis.next(now);
  }

  @Override
  public void accept(Reply reply) {
    if (reply instanceof Reply.Failed failed) {
      world.askName(failed.packet().source());
    } else if (reply instanceof Reply.Echoed echoed) {
      world.askName(echoed.packet().source());
    }
    diagnosis.accept(reply);
  }

  @Override
  public void overhear(Frame frame) {
    diagnosis.overhear(frame);
  }

  @Override
  public void left(Probe probe, long at) {
    diagnosis.left(probe, at);
  }

  @Override
  public long wakeAt() {
    return diagnosis.wakeAt();
  }

  @Override
  public boolean done() {
    return diagnosis.done();
  }

  @Override
  public R result() {
    return diagnosis.result();
  }
}
