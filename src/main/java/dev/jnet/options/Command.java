package dev.jnet.options;

import java.util.ArrayList;
import java.util.List;

/** A command's name, options and help: what the readers of its arguments go by. */
public final class Command {
  /** How many operands there may be; what are no options and no values of theirs. */
  public enum Operands {
    /** None. */
    NONE(""),
    /** One or none. */
    ONE_AT_MOST("0..1"),
    /** Just one. */
    ONE("1"),
    /** Any number. */
    ANY("0..*"),
    /** One or more. */
    SOME("1..*");

    private final String arity;

    Operands(String arity) {
      this.arity = arity;
    }

    /** The same as picocli writes it. */
    String arity() {
      return arity;
    }

    /** Whether there may be several of them: they are a list then. */
    boolean several() {
      return this == ANY || this == SOME;
    }

    /** Whether there may be so many. */
    boolean allow(int number) {
      return switch (this) {
        case NONE -> number == 0;
        case ONE_AT_MOST -> number <= 1;
        case ONE -> number == 1;
        case ANY -> true;
        case SOME -> number >= 1;
      };
    }
  }

  private final String name;
  private final List<Option> options = new ArrayList<>();
  private String description = "";
  private String[] notes = {};
  private Operands operands = Operands.NONE;
  private String operandLabel = "";
  private String operandDescription = "";

  public Command(String name) {
    this.name = name;
  }

  /** Says what it is for, and below the options what else there is to know. */
  public Command describe(String text, String... lines) {
    description = text;
    notes = lines.clone();
    return this;
  }

  /** Takes operands. */
  public void take(Operands number, String label, String text) {
    operands = number;
    operandLabel = label;
    operandDescription = text;
  }

  /** Takes an option. */
  public void add(Option option) {
    options.add(option);
  }

  public String name() {
    return name;
  }

  String description() {
    return description;
  }

  String[] notes() {
    return notes.clone();
  }

  List<Option> options() {
    return options;
  }

  Operands operands() {
    return operands;
  }

  String operandLabel() {
    return operandLabel;
  }

  String operandDescription() {
    return operandDescription;
  }
}
