// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";

import {ISessionValidator} from "../../src/session/ISessionValidator.sol";

/// @dev An account that calls back into the module whenever it is asked something.
contract ReentrantAccount {
    ISessionValidator private immutable _MODULE;
    bytes[] private _attacks;

    constructor(ISessionValidator module) {
        _MODULE = module;
        _attacks.push(abi.encodeCall(module.revokeAll, ()));
    }

    function attackWith(bytes memory a, bytes memory b) external {
        _attacks.push(a);
        _attacks.push(b);
    }

    /// @dev Asked first; it is not a runner.
    function standing() external returns (bytes4) {
        _attack();
        return 0;
    }

    /// @dev Says yes to everybody. The signature distinguishes the outer question from the one that the attack itself asks.
    function isValidSignature(bytes32, bytes calldata signature) external returns (bytes4) {
        if (signature.length != 0) _attack();
        return IERC1271.isValidSignature.selector;
    }

    function isModuleInstalled(uint256, address module, bytes calldata) external returns (bool) {
        _attack();
        return module == address(_MODULE);
    }

    function _attack() private {
        for (uint256 i = 0; i < _attacks.length; ++i) {
            // A static call that writes burns all its gas.
            (bool success,) = address(_MODULE).call{gas: 2_000_000}(_attacks[i]);
            require(!success, "an attack did something");
        }
    }
}
