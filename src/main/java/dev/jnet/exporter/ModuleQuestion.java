package dev.jnet.exporter;

import dev.jnet.batch.OpenedTarget;
import dev.jnet.network.Network;
import java.io.IOException;

/** What a kind of module asks about a target. */
public interface ModuleQuestion {
  /**
   * Opens the path to the target. The answer is a {@link ProbeAnswer}.
   *
   * @param state what earlier scrapes have left; the answer may change it
   * @throws IOException when the path cannot be opened; that is the probe's answer then
   */
  OpenedTarget open(ProbeOrder order, Network network, TargetState state) throws IOException;
}
