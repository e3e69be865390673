package dev.jnet.exporter;

import dev.jnet.console.Console;
import dev.jnet.network.Network;
import dev.jnet.options.NetworkOptions;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/**
 * What a kind of module asks step by step, each step after what the one before has shown. It takes
 * a thread and a network of its own, so only a few are asked at once.
 */
public interface StepwiseQuestion {
  /**
   * Where and how long to ask.
   *
   * @param network that nobody else uses
   * @param options with which it was opened; they say how fast packets may leave
   * @param console for warnings
   * @param stopped true when the time is up: what is known then is the answer
   */
  record Setting(
      Network network, NetworkOptions options, Console console, BooleanSupplier stopped) {}

  /**
   * Asks about a target.
   *
   * @throws IOException when the target cannot be asked; that is the probe's answer then
   */
  ProbeAnswer ask(ProbeOrder order, Setting setting) throws IOException;
}
