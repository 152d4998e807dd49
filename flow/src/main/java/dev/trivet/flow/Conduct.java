package dev.trivet.flow;

interface Conduct {}
