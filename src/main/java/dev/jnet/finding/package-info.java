/**
 * Conclusions. Each is a value with its evidence and with how sure it is. Pure functions draw them
 * from the results of questions: a class that ends in {@code Conclusions} for each question.
 * Reports, JSON documents and exit codes conclude nothing themselves.
 */
package dev.jnet.finding;
