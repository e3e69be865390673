package dev.jnet.network.decoration;

import dev.jnet.console.CommandException;
import dev.jnet.console.Console;
import dev.jnet.link.CaptureFileLink;
import dev.jnet.link.Link;
import dev.jnet.link.LinkException;
import dev.jnet.options.NetworkOptions;
import java.io.IOException;
import java.util.Optional;

/**
 * Wraps links in what the options add to them: a capture file, a line for each frame, or progress.
 */
public final class Decorations {
  private final NetworkOptions options;
  private final Console console;
  private CaptureFileLink recording;
  private String recordedInterface;

  /** Decorations that the options ask for. The console shows the frames or the progress. */
  public Decorations(NetworkOptions options, Console console) {
    this.options = options;
    this.console = console;
  }

  /**
   * The link with what the options ask for around it.
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

  /** Prints why the capture file is not complete. Call it when the links are closed. */
  public void close() {
    Optional<String> trouble = recording == null ? Optional.empty() : recording.trouble();
    if (trouble.isPresent()) {
      console.complain(trouble.get());
    }
  }
}
