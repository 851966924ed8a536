// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

struct PolicyData {
    address policy;
    bytes initData;
}

struct ActionData {
    bytes4 selector;
    address target;
    PolicyData[] policies;
}

struct MessageData {
    string[] contents;
    PolicyData[] policies;
}

struct Session {
    address keyCheck;
    bytes key;
    bytes32 salt;
    PolicyData[] userOpPolicies;
    MessageData messages;
    ActionData[] actions;
}

interface ISmartSession {
    function enableSessions(Session[] memory sessions) external returns (bytes32[] memory permissions);
}
