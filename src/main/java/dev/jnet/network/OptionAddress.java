package dev.jnet.network;

import dev.jnet.console.CommandException;
import dev.jnet.wire.Addresses;
import java.net.InetAddress;

/** Reads an IP address that is the value of an option. */
public final class OptionAddress {
  private OptionAddress() {}

  /**
   * The address.
   *
   * @param option its name in the message where the text is no address
   * @throws CommandException when it is not an IP address in digits
   */
  public static InetAddress parse(String option, String text) throws CommandException {
    try {
      return Addresses.literal(text);
    } catch (IllegalArgumentException e) {
      throw new CommandException("usage", option + " " + text + ": not an IP address");
    }
  }
}
