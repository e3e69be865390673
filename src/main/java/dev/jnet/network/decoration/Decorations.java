package dev.jnet.network.decoration;

import dev.jnet.console.CommandException;
import dev.jnet.console.Console;
import dev.jnet.link.CaptureFileLink;
import dev.jnet.link.Link;
import dev.jnet.link.LinkException;
import dev.jnet.options.NetworkOptions;
import java.io.IOException;
import java.util.Optional;

/** Wraps links in what the options want to see of them. */
public final class Decorations {
  private final NetworkOptions options;
  private final Console console;
  private CaptureFileLink recording;
  private String recordedInterface;

  /** Decorations as the options want them; the console shows what is told and counted. */
  public Decorations(NetworkOptions options, Console console) {
    this.options = options;
    this.console = console;
  }

  /**
   * The link with a recorder, a narrator and a progress line around it, as the options want.
   *
   * @throws IOException when the capture file cannot be made; the link is closed then
   */
  public Link around(Link link, String interfaceName) throws IOException {
    Link recorded =
        options.captureFile().isPresent()
            ? record(link, interfaceName, options.captureFile().get())
            : link;
    if (options.verbose()) {
      return new NarratedLink(recorded, console);
    }
    return console.errIsTerminal() ? new ProgressLink(recorded, console) : recorded;
  }

  private Link record(Link link, String interfaceName, String file) throws IOException {
    if (recording != null && recording.canTake(link)) {
      return recording.alongside(link);
    }
    if (recording != null) {
      link.close();
      throw new CommandException(
          "usage",
          "--pcap "
              + file
              + ": it records "
              + recordedInterface
              + ", and this target is reached by "
              + interfaceName
              + "; give it a run of its own");
    }
    recordedInterface = interfaceName;
    PcapFile capture;
    try {
      capture = PcapFile.open(file);
    } catch (CommandException e) {
      link.close();
      throw e;
    }
    try {
      recording = CaptureFileLink.open(link, capture);
    } catch (LinkException e) {
      capture.file().close();
      throw e;
    }
    return recording;
  }

  /** Says what kept the capture file from being complete. Call when the links are closed. */
  public void close() {
    Optional<String> trouble = recording == null ? Optional.empty() : recording.trouble();
    if (trouble.isPresent()) {
      console.complain(trouble.get());
    }
  }
}
