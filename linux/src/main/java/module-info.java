@org.jspecify.annotations.NullMarked
module dev.trivet.linux {
    requires static transitive org.jspecify;

}
