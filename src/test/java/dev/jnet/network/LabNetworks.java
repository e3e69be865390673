package dev.jnet.network;

import dev.jnet.console.Console;
import dev.jnet.host.Family;
import dev.jnet.options.NetworkOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Map;
import java.util.Optional;

/** Practice networks as commands open them. */
public final class LabNetworks {
  private LabNetworks() {}

  /** The options that name the practice network "home". */
  public static NetworkOptions homeOptions() {
    return new NetworkOptions(
        Family.ANY,
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.of("home"),
        0,
        Optional.of(1L),
        Optional.empty(),
        false,
        0,
        false,
        false,
        Optional.empty());
  }

  /** The practice network "home", whose console shows nothing. */
  public static Network home() throws IOException {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    Console console = new Console(nowhere, nowhere, false, false, Map.of());
    return Network.open(homeOptions(), console, () -> false);
  }
}
