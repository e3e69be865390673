package dev.jnet.network.decoration;

import dev.jnet.console.CommandException;
import dev.jnet.console.OutputFile;
import dev.jnet.link.CaptureOutput;
import java.io.IOException;
import java.nio.channels.FileChannel;

/** The file of {@code --pcap}. */
record PcapFile(String name, OutputFile file) implements CaptureOutput {
  /**
   * Opens the file, or makes it, without changing it.
   *
   * @throws CommandException when it cannot be written to
   */
  static PcapFile open(String name) throws CommandException {
    if (name.equals("-")) {
      throw new CommandException(
          "usage", "--pcap -: a capture cannot go to the standard output; name a file");
    }
    return new PcapFile(name, OutputFile.open("--pcap", name));
  }

  @Override
  public FileChannel channel() throws IOException {
    return file.channel();
  }

  /** Keeps an incomplete capture too, unless it would replace an older file. */
  @Override
  public String finish(boolean complete) throws IOException {
    if (complete || !file.hasOlder()) {
      file.finish();
      return "";
    }
    file.discard();
    return "; the older file of this name is as it was";
  }
}
