// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Grant} from "../support/Grant.sol";
import {GasBench} from "./GasBench.sol";

/// @dev `npm run gas` reads the traces of these tests and reports where the gas goes: the last transaction of each is the
/// measured one, and its contracts have the names of their parts.
/// forge-config: default.isolate = true
contract SplitTest is GasBench {
    function setUp() public override {
        super.setUp();
        vm.label(address(entryPoint), "EntryPoint");
        vm.label(address(factory), "account");
        vm.label(address(account), "account");
        vm.label(factory.getAddress(ownerBytes(), "new"), "account");
        vm.label(address(validator), "module");
        vm.label(address(reader), "module");
        vm.label(address(verifier), "module");
        vm.label(address(paymaster), "paymaster");
        vm.label(address(counter), "game call");
    }

    function test_split_smallestAction() public {
        Grant memory grant = _begun();
        _send("split: smallest action", use(grant, packed(_ticks(1)), hint(9)));
    }

    function test_split_firstOperation() public {
        // The bundler has been paid before.
        handle(_bare());
        _send("split: first operation", _deploying(_tenFunctions()));
    }

    function test_split_tenCoalesced() public {
        Grant memory grant = _begun();
        _send("split: ten coalesced", use(grant, packed(_ticks(10)), hint(9)));
    }

    /// @dev A session after its first operations: slots are as they will be from now on.
    function _begun() private returns (Grant memory grant) {
        grant = _tenFunctions();
        handle(first(grant, _tickOnce(), hint(9)));
        handle(use(grant, _tickOnce(), hint(9)));
    }
}
