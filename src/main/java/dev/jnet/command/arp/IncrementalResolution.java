package dev.jnet.command.arp;

import dev.jnet.neighbor.Resolution;
import dev.jnet.neighbor.ResolutionResult;
import dev.jnet.probe.ForwardingDiagnosis;
import dev.jnet.probe.Reply;

/** A resolution that reports each station as soon as it answers. */
final class IncrementalResolution extends ForwardingDiagnosis<ResolutionResult> {
  /** Receives the answers. */
  interface Listener {
    /** Is called when one more station has answered. */
    void answered(ResolutionResult soFar);
  }

  private final Listener listener;
  private int stations;

  IncrementalResolution(Resolution resolution, Listener listener) {
    super(resolution);
    this.listener = listener;
  }

  @Override
  public void accept(Reply reply) {
    super.accept(reply);
    ResolutionResult soFar = result();
    if (soFar.macs().size() > stations) {
      stations = soFar.macs().size();
      listener.answered(soFar);
    }
  }
}
