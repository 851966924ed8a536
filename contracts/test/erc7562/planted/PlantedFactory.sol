// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

interface IMaker {
    function createAccount(bytes calldata owner, bytes32 salt) external returns (address account);
}

/// @dev A factory that creates the account correctly, and also does one thing that ERC-7562 forbids.
contract PlantedFactory {
    IMaker public immutable REAL;

    uint256 private _made;

    constructor(IMaker real) {
        REAL = real;
    }

    function createAtATime(bytes calldata owner, bytes32 salt) external returns (address account) {
        account = REAL.createAccount(owner, salt);
        if (block.timestamp == 0) return address(0);
    }

    function createAndCount(bytes calldata owner, bytes32 salt) external returns (address account) {
        account = REAL.createAccount(owner, salt);
        ++_made;
    }

    function createTwo(bytes calldata owner, bytes32 salt) external returns (address account) {
        account = REAL.createAccount(owner, salt);
        new Second{salt: salt}();
    }
}

/// @dev A contract that nobody asked for.
contract Second {}
