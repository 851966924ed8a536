// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Registry
/// @notice Statements that accounts make about others, and records that they keep for themselves.
contract Registry {
    mapping(address attester => mapping(address subject => mapping(bytes32 kind => bytes32))) public attestationOf;
    mapping(address keeper => mapping(bytes32 name => bytes)) public records;

    event Attested(address indexed attester, address indexed subject, bytes32 indexed kind, bytes32 value);
    event Recorded(address indexed keeper, bytes32 indexed name, bytes value);

    function attest(address subject, bytes32 kind, bytes32 value) external {
        attestationOf[msg.sender][subject][kind] = value;
        emit Attested(msg.sender, subject, kind, value);
    }

    function record(bytes32 name, bytes calldata value) external {
        records[msg.sender][name] = value;
        emit Recorded(msg.sender, name, value);
    }
}
