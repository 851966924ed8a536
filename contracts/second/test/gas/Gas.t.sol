// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {console} from "forge-std/console.sol";

import {AcceptAllPaymaster} from "../../../test/gas/AcceptAllPaymaster.sol";
import {Counter} from "../../../test/gas/Counter.sol";
import {PlayerAccountFactory} from "../../account/PlayerAccountFactory.sol";
import {Grant, Permission} from "../support/Grant.sol";
import {SecondTest} from "../support/SecondTest.sol";

interface ISimpleAccountFactory {
    function createAccount(address owner, uint256 salt) external returns (address);
    function getAddress(address owner, uint256 salt) external view returns (address);
}

/// @dev Every number is the gas of a whole transaction: each call is one of its own (isolate), from cold storage, with
/// 21,000 and the calldata in it, against the same without sessions in the same run.
/// forge-config: default.isolate = true
contract GasTest is SecondTest {
    Counter internal counter;
    ISimpleAccountFactory internal simpleFactory;
    AcceptAllPaymaster internal acceptAll;

    function setUp() public override {
        super.setUp();
        counter = new Counter();
        string memory published = "node_modules/@account-abstraction/contracts/artifacts/SimpleAccountFactory.json";
        simpleFactory = ISimpleAccountFactory(vm.deployCode(published, abi.encode(entryPoint)));
        acceptAll = new AcceptAllPaymaster();
        entryPoint.depositTo{value: 10 ether}(address(acceptAll));
    }

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
        uint256 started = _send("first", _deploying(_tenFunctions()));
        _ratio("first", started, bare, 1250);
    }

    function test_tenActions_areAtMost0_49() public {
        Grant memory grant = _tenFunctions();
        handle(first(grant, _tickOnce(), hint(9)));
        handle(use(grant, _tickOnce(), hint(9)));
        vm.prank(bundler, bundler);
        (bool ok,) = address(counter).call(_tick());
        uint256 plain = vm.snapshotGasLastCall("second", "plain action");
        assertTrue(ok);
        _ratio("ten", _send("ten actions", use(grant, packed(_ticks(10)), hint(9))), plain * 10, 490);
        _ratio("fifty", _send("fifty actions", use(grant, packed(_ticks(50)), hint(9))), plain * 50, 490);
    }

    /// @dev What enabling costs is the account's validation, as the EntryPoint pays for it: a limit that suffices.
    function test_aGrantOfFiftyFunctions_validatesBelowHalfAMillion() public {
        Grant memory grant = makeGrant();
        grant.maxSpend = 0;
        grant.permissions = new Permission[](50);
        for (uint256 i = 0; i < 50; ++i) {
            grant.permissions[i] = permit(string.concat("doSomething", vm.toString(i), "(uint256,address,uint256)"));
        }
        grant.permissions[49] = permit("tick(uint256)");
        grant.permissions[49].target = address(counter);
        PackedUserOperation memory op = operation(grant, _tickOnce());
        op.accountGasLimits = bytes32((uint256(500_000) << 128) | 100_000);
        op.paymasterAndData = sponsored(voucherFor(grant));
        op = signFirst(op, grant, hint(49));
        assertLt(op.signature.length, 8_192, "bytes of the signature");
        console.log("fifty functions: signature", op.signature.length);
        _send("fifty functions", op);
        assertTrue(sessionNow(grant).isLive, "within the limit");
        op = use(grant, _tickOnce(), hint(49));
        assertLt(op.signature.length, 8_192, "and of every later one");
        _send("action of fifty functions", op);
    }

    /// @dev One word for the rule that counts, from cold: 2,100 to read and 20,000 to write at first, 2,900 afterwards. The rest
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
        // Fifty bytes more of rules in calldata.
        assertLe(others - none, 1_200, "nothing but its text");
    }

    function _second(string memory name, Grant memory grant) private returns (uint256) {
        handle(first(grant, _tickOnce(), hint(9)));
        handle(use(grant, _tickOnce(), hint(9)));
        return _send(name, use(grant, _tickOnce(), hint(9)));
    }

    function _ratio(string memory name, uint256 seen, uint256 base, uint256 atMost) private pure {
        console.log(name, seen, base, seen * 1000 / base);
        assertLe(seen * 1000, base * atMost, name);
    }

    function _tick() private pure returns (bytes memory) {
        return abi.encodeCall(Counter.tick, (1));
    }

    function _tickOnce() private view returns (bytes memory) {
        return single(address(counter), 0, _tick());
    }

    function _ticks(uint256 count) private view returns (Execution[] memory calls) {
        calls = new Execution[](count);
        for (uint256 i = 0; i < count; ++i) {
            calls[i] = Execution(address(counter), 0, _tick());
        }
    }

    /// @dev As many functions as the page of the game asks for, one of them with a cap on what it spends; the counter stands in for
    /// the last.
    function _tenFunctions() private view returns (Grant memory grant) {
        grant = makeGrant();
        string[] memory texts = vm.parseJsonKeys(vm.readFile("app/_bridge/gasLimits.json"), "$");
        grant.permissions = new Permission[](texts.length);
        for (uint256 i = 0; i < texts.length; ++i) {
            grant.permissions[i] = permit(texts[i]);
            if (keccak256(bytes(texts[i])) == keccak256("buy(uint256,uint256)")) {
                grant.permissions[i].spendArgument = "2";
            }
        }
        grant.permissions[texts.length - 1] = permit("tick(uint256)");
        grant.permissions[texts.length - 1].target = address(counter);
        assertEq(texts.length, 10);
    }

    /// @dev The first operation of an account that is not there yet.
    function _deploying(Grant memory grant) private view returns (PackedUserOperation memory op) {
        grant.account = factory.getAddress(ownerBytes(), "new");
        grant.epoch = 0;
        op = operation(grant, _tickOnce());
        op.initCode =
            abi.encodePacked(factory, abi.encodeCall(PlayerAccountFactory.createAccount, (ownerBytes(), "new")));
        op.paymasterAndData = sponsored(voucherFor(grant));
        return signFirst(op, grant, hint(9));
    }

    /// @dev A bare operation: SimpleAccount, its owner's signature, and a paymaster that asks nothing.
    function _bare() private view returns (PackedUserOperation memory op) {
        op.sender = simpleFactory.getAddress(vm.addr(OWNER_KEY), 0);
        op.nonce = entryPoint.getNonce(op.sender, 0);
        if (op.sender.code.length == 0) {
            op.initCode = abi.encodePacked(
                simpleFactory, abi.encodeCall(ISimpleAccountFactory.createAccount, (vm.addr(OWNER_KEY), 0))
            );
        }
        op.callData = abi.encodeWithSignature("execute(address,uint256,bytes)", address(counter), 0, _tick());
        op.accountGasLimits = bytes32((uint256(1_500_000) << 128) | 1_000_000);
        op.preVerificationGas = 60_000;
        op.gasFees = bytes32((uint256(1 gwei) << 128) | 1 gwei);
        op.paymasterAndData = abi.encodePacked(address(acceptAll), uint128(100_000), uint128(0));
        op.signature = signSecp(OWNER_KEY, entryPointHash(op));
    }

    function _send(string memory name, PackedUserOperation memory op) private returns (uint256 used) {
        PackedUserOperation[] memory ops = new PackedUserOperation[](1);
        ops[0] = op;
        bytes memory data = abi.encodeWithSelector(0x765e827f, ops, bundler);
        vm.prank(bundler, bundler);
        (bool success,) = address(entryPoint).call(data);
        used = vm.snapshotGasLastCall("second", name);
        assertTrue(success, "the bundle was taken");
    }
}
