package dev.jnet.console;

import dev.jnet.host.HostException;
import dev.jnet.link.FirstHop;
import dev.jnet.link.NoPermissionException;
import java.io.IOException;
import java.util.Optional;

/**
 * A command cannot do what was asked. The message is one or two lines for a person: what is wrong
 * with which value, and what to do. The exit code and the word in JSON of every exception that ends
 * a command are chosen here.
 */
public final class CommandException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final int exitCode;
  private final transient FirstHop hop;

  /**
   * A failure with exit code 2.
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

  /** Nobody answers. That is a negative answer about the target: exit code 1. */
  public static CommandException noReply(String message) {
    return noReply(message, null);
  }

  /**
   * The next hop does not tell its hardware address: exit code 1.
   *
   * @param hop how packets would leave if its hardware address were known
   */
  public static CommandException noReply(String message, FirstHop hop) {
    return new CommandException("no-reply", message, ExitCode.NEGATIVE, hop);
  }

  /** How packets would leave if the next hop answered; empty where something else is wrong. */
  public Optional<FirstHop> hop() {
    return Optional.ofNullable(hop);
  }

  /** The exit code for what kept a command from answering. */
  public static int exitCode(IOException e) {
    return e instanceof CommandException trouble ? trouble.exitCode : ExitCode.TROUBLE;
  }

  /** The word for what kept a command from answering, in JSON's {@code error.code}. */
  public static String code(IOException e) {
    if (e instanceof HostException host) {
      return host.kind().code();
    }
    if (e instanceof NoPermissionException) {
      return "permission";
    }
    if (e instanceof EndedEarlyException) {
      return "interrupted";
    }
    return e instanceof CommandException trouble ? trouble.code : "link";
  }
}
