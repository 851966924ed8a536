// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IAccount, PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {console} from "forge-std/console.sol";

import {Grant, Permission} from "../support/Grant.sol";
import {GasBench} from "./GasBench.sol";

/// @dev Every number is the gas of a whole transaction: each call is its own transaction (isolate), from cold storage, including
/// 21,000 and the calldata, compared with the same without sessions in the same run.
/// forge-config: default.isolate = true
contract GasTest is GasBench {
    function test_smallestAction_isAtMost1_23() public {
        Grant memory grant = _tenFunctions();
        handle(first(grant, _tickOnce(), hint(9)));
        handle(use(grant, _tickOnce(), hint(9)));
        handle(_bare());
        uint256 bare = _send("bare action", _bare());
        uint256 action = _send("action", use(grant, _tickOnce(), hint(9)));
        _ratio("action", action, bare, 1250);
        _ratio("action by run", _send("action by run", use(grant, packed(_ticks(1)), hint(9))), bare, 1230);
    }

    function test_firstOperation_isAtMost1_25() public {
        uint256 bare = _send("bare deploying action", _bare());
        uint256 state = vm.snapshotState();
        _ratio("first", _send("first", _deploying(_tenFunctions())), bare, 1250);
        vm.revertToState(state);
        // The game asks for one more.
        _ratio("first of eleven", _send("first of eleven", _deploying(_functions(11))), bare, 1250);
    }

    function test_tenActions_areAtMost0_49() public {
        Grant memory grant = _tenFunctions();
        handle(first(grant, _tickOnce(), hint(9)));
        handle(use(grant, _tickOnce(), hint(9)));
        vm.prank(bundler, bundler);
        (bool ok,) = address(counter).call(_tick());
        uint256 plain = vm.snapshotGasLastCall("session", "plain action");
        assertTrue(ok);
        _ratio("ten", _send("ten actions", use(grant, packed(_ticks(10)), hint(9))), plain * 10, 490);
        _ratio("fifty", _send("fifty actions", use(grant, packed(_ticks(50)), hint(9))), plain * 50, 490);
    }

    /// @dev In the EntryPoint's terms: with this limit the operation passes.
    function test_aGrantOfFiftyFunctions_passesWithALimitOfHalfAMillion() public {
        Grant memory grant = _fiftyFunctions();
        PackedUserOperation memory op = _firstOfFifty(grant);
        assertLt(op.signature.length, 8_192, "bytes of the signature");
        console.log("fifty functions: signature", op.signature.length);
        _send("fifty functions", op);
        assertTrue(sessionNow(grant).isLive, "within the limit");
        op = use(grant, _tickOnce(), hint(49));
        assertLt(op.signature.length, 8_192, "and of every later one");
        _send("action of fifty functions", op);
    }

    /// @dev The gas of the account's validation, with the precompile: the call alone is a transaction here, so the base cost
    /// of a transaction is subtracted.
    function test_aGrantOfFiftyFunctions_validatesBelowHalfAMillion() public {
        assertTrue(validator.HAS_P256_PRECOMPILE(), "with the precompile");
        uint256 fifty = _validationOf("validation of fifty functions", _firstOfFifty(_fiftyFunctions()));
        assertLt(fifty, 500_000, "a grant of fifty functions");
        _validationOf("validation of ten functions", first(_tenFunctions(), _tickOnce(), hint(9)));
    }

    function _validationOf(string memory name, PackedUserOperation memory op) private returns (uint256 gas) {
        bytes memory data = abi.encodeCall(IAccount.validateUserOp, (op, entryPointHash(op), 0));
        vm.prank(address(entryPoint));
        (bool success, bytes memory answer) = op.sender.call(data);
        assertTrue(success && uint160(abi.decode(answer, (uint256))) == 0, "valid");
        gas = vm.lastCallGas().gasTotalUsed - intrinsicGas(data);
        vm.snapshotValue("session", name, gas);
        console.log(name, gas);
    }

    function _firstOfFifty(Grant memory grant) private view returns (PackedUserOperation memory op) {
        op = operation(grant, _tickOnce());
        op.accountGasLimits = bytes32((uint256(500_000) << 128) | 100_000);
        op.paymasterAndData = sponsored(voucherFor(grant));
        return signFirst(op, grant, hint(49));
    }

    function _fiftyFunctions() private view returns (Grant memory grant) {
        grant = makeGrant();
        grant.maxSpend = 0;
        grant.permissions = new Permission[](50);
        for (uint256 i = 0; i < 50; ++i) {
            grant.permissions[i] = permit(string.concat("doSomething", vm.toString(i), "(uint256,address,uint256)"));
        }
        grant.permissions[49] = permit("tick(uint256)");
        grant.permissions[49].target = address(counter);
    }

    /// @dev One word for the rule with limits, from cold: 2,100 to read and 20,000 to write at first, 2,900 afterwards. The rest
    /// is calldata and arithmetic.
    function test_aRuleThatCountsForItself_costsOneWordAndOthersNothing() public {
        Grant memory plain = _tenFunctions();
        Grant memory counting = _tenFunctions();
        counting.nonceKey = laneOf(8);
        counting.permissions[9].period = "session";
        counting.permissions[9].limits = limit("calls", 50);
        Grant memory neighbour = _tenFunctions();
        neighbour.nonceKey = laneOf(9);
        neighbour.permissions[0].period = "session";
        neighbour.permissions[0].limits = limit("calls", 50);
        uint256 none = _second("plain rule", plain);
        uint256 own = _second("counting rule", counting);
        uint256 others = _second("beside a counting rule", neighbour);
        console.log("a rule that counts", own - none, "its neighbours", others - none);
        assertLe(own - none, 5_000 + 3_000, "one word, and less than another");
        // Fifty more bytes of rules in calldata.
        assertLe(others - none, 1_200, "nothing but its text");
    }

    function _second(string memory name, Grant memory grant) private returns (uint256) {
        handle(first(grant, _tickOnce(), hint(9)));
        handle(use(grant, _tickOnce(), hint(9)));
        return _send(name, use(grant, _tickOnce(), hint(9)));
    }
}
