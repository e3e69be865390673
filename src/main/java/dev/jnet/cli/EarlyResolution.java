package dev.jnet.cli;

import dev.jnet.neighbor.Resolution;
import dev.jnet.neighbor.Resolved;
import dev.jnet.probe.ForwardingDiagnosis;
import dev.jnet.probe.Reply;
import java.util.function.Consumer;

/** A resolution that tells of each station as it answers, and not only in the end. */
final class EarlyResolution extends ForwardingDiagnosis<Resolved> {
  private final Consumer<Resolved> listener;
  private int stations;

  EarlyResolution(Resolution resolution, Consumer<Resolved> listener) {
    super(resolution);
    this.listener = listener;
  }

  @Override
  public void accept(Reply reply) {
    super.accept(reply);
    Resolved soFar = result();
    if (soFar.macs().size() > stations) {
      stations = soFar.macs().size();
      listener.accept(soFar);
    }
  }
}
