package dev.jnet.console;

import dev.jnet.host.HostException;
import dev.jnet.link.FirstHop;
import java.io.IOException;
import java.util.Optional;

/** A command cannot do what was asked; the message is one or two lines for a person. */
public final class CommandException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final int exitCode;
  private final transient FirstHop hop;

  /**
   * Says what is wrong, with the offending value, and what to do.
   *
   * @param code the word that stands for it in JSON's {@code error.code}
   */
  public CommandException(String code, String message) {
    this(code, message, ExitCode.TROUBLE, null);
  }

  private CommandException(String code, String message, int exitCode, FirstHop hop) {
    super(message);
    this.code = code;
    this.exitCode = exitCode;
    this.hop = hop;
  }

  /** Somebody does not answer: that is a negative answer about the target, not a failure to ask. */
  public static CommandException noReply(String message) {
    return noReply(message, null);
  }

  /**
   * The same of a neighbour.
   *
   * @param hop how packets would leave, but for the neighbour's hardware address
   */
  public static CommandException noReply(String message, FirstHop hop) {
    return new CommandException("no-reply", message, ExitCode.NEGATIVE, hop);
  }

  /** How packets would leave if a neighbour answered; empty where that is not what is wrong. */
  public Optional<FirstHop> hop() {
    return Optional.ofNullable(hop);
  }

  /** What the process tells its caller of whatever kept a command from answering. */
  public static int exitCode(IOException e) {
    return e instanceof CommandException trouble ? trouble.exitCode : ExitCode.TROUBLE;
  }

  /** The word that stands in JSON's {@code error.code} for it. */
  public static String code(IOException e) {
    if (e instanceof HostException host) {
      return host.kind().code();
    }
    if (e instanceof EndedEarlyException) {
      return "interrupted";
    }
    return e instanceof CommandException trouble ? trouble.code : "link";
  }
}
